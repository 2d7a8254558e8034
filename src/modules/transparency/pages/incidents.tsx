import { formatCount, formatInstant } from '#ui/format'
import { Facts } from '#ui/list'
import type { Incident } from '../checking.ts'
import { stateOf } from './words.ts'

/** Incidents as everybody reads them: what agents wrote is shown once it is published. */
export function Incidents({ incidents }: { readonly incidents: readonly Incident[] }) {
  return (
    <ul class="entries">
      {incidents.map((incident) => (
        <li class="entry">
          <p class="kicker">Depuis le {formatInstant(incident.openedAt)}</p>
          <h3 class="entry-title">
            {incident.passesSince ? 'Ce n’était plus vrai' : 'Ce n’est plus vrai'} : « {incident.sentence} »
          </h3>
          <p class="entry-lead">{stateOf(incident)}</p>
          <Facts facts={factsOf(incident)} />
        </li>
      ))}
    </ul>
  )
}

function factsOf(incident: Incident) {
  const { rowCount, passesSince, closedAt, isPublished, seen, doing, cause } = incident
  const told = [
    { label: 'Ce que nous avons vu', value: seen },
    { label: 'Ce que nous faisons', value: doing },
    { label: 'La cause', value: cause },
  ].filter(({ value }) => value !== '')
  return [
    { label: 'Combien', value: formatCount(rowCount, 'cas trouvé', 'cas trouvés') },
    ...(passesSince ? [{ label: 'De nouveau vrai', value: `depuis le ${formatInstant(passesSince)}` }] : []),
    ...(closedAt ? [{ label: 'Clos', value: `le ${formatInstant(closedAt)}` }] : []),
    ...(isPublished && told.length > 0
      ? told
      : [{ label: 'Ce que nous faisons', value: 'Les agents sont prévenus. Leur réponse sera écrite ici.' }]),
  ]
}
