import { dayIn } from '#kernel/calendar'
import { Section } from '#ui/heading'
import { Facts } from '#ui/list'
import type { OwnWords } from '../claims/own-words.ts'
import { dateWords } from './why.tsx'

/** The photo, once somebody has read the text it came with. The name of its file is not said: it may be a person's. */
export type OwnPhoto = { readonly href: string; readonly thumbnail: string; readonly alternative: string }

/** What an organisation says of itself, set apart from what its sources say. */
export function OwnWordsSection(props: {
  readonly words: OwnWords
  readonly savedAt: Date
  readonly photo: OwnPhoto | undefined
}) {
  const { words, savedAt, photo } = props
  const facts = [
    { label: 'Activités', value: words.activities },
    { label: 'Horaires', value: words.hours },
    { label: 'Téléphone', value: words.telephone && <a href={`tel:${dialled(words.telephone)}`}>{words.telephone}</a> },
    { label: 'E-mail', value: words.email && <a href={`mailto:${words.email}`}>{words.email}</a> },
    {
      label: 'Site internet',
      value: isWebsite(words.website) && (
        <a href={words.website} rel="noreferrer nofollow">
          {words.website.replace(/^https:\/\/(www\.)?|\/$/g, '')}
        </a>
      ),
    },
    { label: 'Accès', value: words.access },
    { label: 'Bénévolat et visites', value: words.offers },
  ].flatMap(({ label, value }) => (value ? [{ label, value }] : []))
  return (
    <Section
      id="en-ses-mots"
      title="Ce qu’elle dit d’elle-même"
      lead={`Écrit par la structure, le ${dateWords(dayIn(savedAt))}. Tout le reste de la page vient des sources dites plus bas.`}
    >
      {words.presentation
        .split(/\n+/)
        .filter(Boolean)
        .map((line) => (
          <p>{line}</p>
        ))}
      {photo && (
        <p class="attachment">
          <img src={photo.thumbnail} alt={photo.alternative} loading="lazy" decoding="async" />
          <a href={photo.href}>Voir la photo en grand</a>
        </p>
      )}
      {facts.length > 0 && <Facts facts={facts} />}
    </Section>
  )
}

function dialled(telephone: string): string {
  return telephone.replace(/[^\d+]/g, '')
}

// The address comes from a form: only an ordinary web address becomes a link.
function isWebsite(text: string): boolean {
  return text.startsWith('https://')
}
