import { ButtonLink } from '#ui/action'
import { formatInstant } from '#ui/format'
import type { DoorRefusal } from '../../sealed/journey.ts'
import type { SealedPoll } from '../../sealed/poll.ts'
import { scriptData, VotePage } from './parts.tsx'
import type { Visit } from './visit.ts'

type Telling = { readonly title: string; readonly lead: string; readonly way?: string }

const TELLINGS: Readonly<Record<DoorRefusal, (poll: SealedPoll) => Telling>> = {
  'not-yet': ({ opensAt }) => ({
    title: 'Le vote n’est pas encore ouvert',
    lead: `Il ouvre le ${formatInstant(opensAt)}. Revenez à partir de ce moment.`,
    way: 'Voir les projets',
  }),
  'rehearsal-missing': () => ({
    title: 'Le vote va bientôt ouvrir',
    lead: 'L’équipe du vote n’a pas fini ses essais. Revenez un peu plus tard.',
    way: 'Voir les projets',
  }),
  closed: ({ closesAt }) => ({
    title: 'Le vote est terminé',
    lead: `Il a pris fin le ${formatInstant(closesAt)}. On compte les bulletins : le résultat sera publié ici.`,
    way: 'Suivre le vote',
  }),
  published: ({ closesAt }) => ({
    title: 'Le vote est terminé',
    lead: `Il a pris fin le ${formatInstant(closesAt)}. Le résultat est publié.`,
    way: 'Voir le résultat',
  }),
}

/** Any page of the journey while one cannot vote: why, and what to do. */
export function ClosedPage({ visit, why }: { readonly visit: Visit; readonly why: DoorRefusal }) {
  const { title, lead, way } = TELLINGS[why](visit.poll)
  const isOver = why === 'closed' || why === 'published'
  return (
    <VotePage visit={visit} title={title} lead={lead} scripted={isOver}>
      {/* The script shows it to who had chosen on this device and never confirmed. */}
      {isOver && (
        <p data-vote="closed" {...scriptData(visit)} hidden>
          Vos choix étaient gardés sur cet appareil, mais vous ne les avez pas confirmés : ils ne comptent pas.
        </p>
      )}
      {isOver && visit.basket !== undefined && visit.recorded === undefined && (
        <p>Vos choix étaient gardés, mais vous ne les avez pas confirmés : ils ne comptent pas.</p>
      )}
      {isOver && visit.recorded !== undefined && (
        <p>
          Votre vote est enregistré. <a href={visit.paths.recorded}>Le voir</a>
        </p>
      )}
      <p>
        <ButtonLink href={why === 'published' ? `${visit.paths.poll}/resultats` : visit.paths.poll}>{way}</ButtonLink>
      </p>
    </VotePage>
  )
}
