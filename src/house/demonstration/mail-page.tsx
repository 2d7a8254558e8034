import { grouped, type KeptMail, type MailParagraph } from '#platform/mail'
import { ButtonLink } from '#ui/action'
import { formatInstant } from '#ui/format'
import { PageHeader, Section } from '#ui/heading'
import { Facts } from '#ui/list'
import { Page, type SiteFrame } from '#ui/page'
import { CodeBlock } from '#ui/text'
import { sentenceOfState } from './states.ts'

/** `/demonstration/courriels/:id`: one mail, drawn again from its paragraphs with our own components, and as plain text. */
export function MailPage({
  site,
  mail,
  text,
}: {
  readonly site: SiteFrame
  readonly mail: KeptMail
  readonly text: string
}) {
  return (
    <Page
      site={site}
      title={mail.subject}
      description="Un courriel de la démonstration."
      trail={[
        { label: 'Accueil', href: '/' },
        { label: 'Courriels de la démonstration', href: '/demonstration/courriels' },
      ]}
      unlisted
    >
      <PageHeader kicker="Courriel de la démonstration" title={mail.subject}>
        <Facts
          facts={[
            { label: 'À', value: mail.recipient },
            { label: 'Écrit le', value: formatInstant(mail.writtenAt) },
            ...(mail.usefulUntil === null ? [] : [{ label: 'Utile jusqu’au', value: formatInstant(mail.usefulUntil) }]),
            { label: 'Envoi', value: sentenceOfState(mail.state) },
          ]}
        />
      </PageHeader>
      <Section id="mis-en-page" title="Comme on le lit">
        <div class="mail">
          {mail.paragraphs.map((paragraph) => (
            <Paragraph paragraph={paragraph} />
          ))}
        </div>
      </Section>
      <Section id="texte" title="En texte seul" lead="Ce que montre une messagerie qui n’affiche pas la mise en page.">
        <CodeBlock label="Texte du courriel" text={text} />
      </Section>
    </Page>
  )
}

function Paragraph({ paragraph }: { readonly paragraph: MailParagraph }) {
  if (typeof paragraph === 'string') return <p>{paragraph}</p>
  if ('code' in paragraph) {
    return (
      <p>
        <strong class="mail-code">{grouped(paragraph.code)}</strong>
      </p>
    )
  }
  return (
    <p>
      <ButtonLink href={paragraph.href} weight="quiet">
        {paragraph.label}
      </ButtonLink>
    </p>
  )
}
