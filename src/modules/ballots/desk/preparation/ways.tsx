import { Section } from '#ui/heading'
import type { SealedPoll, SeatOffice } from '../../sealed/poll.ts'
import { pathOf } from './shell.ts'

type Way = {
  readonly part: string
  readonly label: string
  readonly who: string
  /** Offices of those it opens to; absent: to every agent. */
  readonly seats?: readonly SeatOffice[]
}

/**
 * The rest of the desk of a published vote, to who holds it. What a seat opens is a link for who holds that seat.
 *
 * @param offices  of the seats the reader holds in this poll
 */
export function Ways({ poll, offices }: { readonly poll: SealedPoll; readonly offices: readonly SeatOffice[] }) {
  const {
    slug,
    manifest: { evidence, paper },
  } = poll
  const isOpen = ({ seats }: Way) => seats === undefined || seats.some((office) => offices.includes(office))
  const ways: readonly (Way | false)[] = [
    evidence.includes('code') && {
      part: 'codes',
      label: 'Codes imprimés',
      who: 'pour les écoles, les foyers, les lettres',
    },
    evidence.includes('desk') && {
      part: 'guichet',
      label: 'Vote au guichet',
      who: 'une personne vient avec un papier',
    },
    { part: 'liste', label: 'Liste des votants', who: 'chaque consultation est notée' },
    { part: 'commission', label: 'Commission de contrôle', who: 'pour ses membres', seats: ['commission'] },
    { part: 'cloture', label: 'Clôture', who: 'pour la commission et le bureau', seats: ['commission', 'bureau'] },
    poll.stage === 'published' && {
      part: 'destruction',
      label: 'Après le vote',
      who: 'ce qui est encore gardé, et ce qui se détruit à deux',
    },
    paper !== 'none' && {
      part: 'papier',
      label: 'Bulletins en papier',
      who: 'pour la commission et qui saisit',
      seats: ['commission', 'operator'],
    },
  ]
  return (
    <Section id="tenir" title="Tenir le vote">
      <ul>
        {ways.map(
          (way) =>
            way && (
              <li>
                {isOpen(way) ? <a href={pathOf(slug, way.part)}>{way.label}</a> : way.label} : {way.who}
              </li>
            ),
        )}
      </ul>
    </Section>
  )
}
