import { Icon } from '#ui/icon'
import { Notice } from '#ui/message'
import type { Telephone } from '../sentences.ts'

/** Shown to who is stuck: another way in, and somebody to talk to. */
export function OtherWays({ contact, here }: { readonly contact: Telephone; readonly here: 'mail' | 'card' }) {
  return (
    <Notice kind="info" title="Vous n’y arrivez pas ?">
      <ul>
        <li>
          {here === 'mail' ? (
            <a href="/connexion/carte">Entrer avec une carte</a>
          ) : (
            <a href="/connexion">Entrer avec une adresse e-mail</a>
          )}
        </li>
        <li>
          <CallUs contact={contact} />
        </li>
      </ul>
    </Notice>
  )
}

/** The telephone of the territory, or where to find somebody when it gave none. */
export function CallUs({ contact }: { readonly contact: Telephone }) {
  const { telephone, hours } = contact
  if (telephone === null) return <a href="/contact">Nous demander de l’aide</a>
  return (
    <>
      <Icon name="phone" /> Nous appeler : <a href={`tel:${telephone.replaceAll(/[^\d+]/g, '')}`}>{telephone}</a>
      {hours !== null && `, ${hours}`}
    </>
  )
}
