import type { Child } from 'hono/jsx'
import { Button, type Link } from '#ui/action'
import { formatCount } from '#ui/format'
import { Icon } from '#ui/icon'

/** A filter in force, and where the list stands without it. */
export type ActiveFilter = { readonly label: string; readonly hrefWithout: string }

/**
 * What narrows a list, by address. Folded while nothing is chosen; what is in force stays in sight above the list, and
 * « tout voir » leads back.
 *
 * @param found  as « 12 projets »
 * @param total  as « 83 », what the list holds without filters
 */
export function Filters(props: {
  readonly action: string
  readonly active: readonly ActiveFilter[]
  readonly hrefWithoutAny: string
  readonly found: string
  readonly total: string
  /** What the address must keep besides: the order, the search. */
  readonly keep?: Readonly<Record<string, string>> | undefined
  /** The fields. */
  readonly children?: Child
}) {
  const { active } = props
  return (
    <div class="filters">
      <details class="disclosure">
        <summary>
          <Icon name="filter" />
          <span>
            {active.length === 0 ? 'Filtrer' : `Filtrer (${formatCount(active.length, 'filtre', 'filtres')})`}
          </span>
        </summary>
        <form class="form disclosure-body" action={props.action} method="get">
          {Object.entries(props.keep ?? {}).map(([name, value]) => (
            <input type="hidden" name={name} value={value} />
          ))}
          {props.children}
          <p>
            <Button weight="quiet">Appliquer les filtres</Button>
          </p>
        </form>
      </details>
      {active.length > 0 && <InForce {...props} />}
    </div>
  )
}

function InForce(props: {
  readonly active: readonly ActiveFilter[]
  readonly hrefWithoutAny: string
  readonly found: string
  readonly total: string
}) {
  const { active, found, total } = props
  return (
    <div class="filters-active">
      <p role="status">
        <strong>{found}</strong> sur {total}, avec {formatCount(active.length, 'filtre', 'filtres')} :
      </p>
      <ul>
        {active.map((filter) => (
          <li>
            <a class="filter-tag" href={filter.hrefWithout}>
              <span class="hidden">Enlever le filtre : </span>
              {filter.label} <Icon name="close" />
            </a>
          </li>
        ))}
        <li>
          <a class="icon-link" href={props.hrefWithoutAny}>
            Tout voir
          </a>
        </li>
      </ul>
    </div>
  )
}

/** In which order a list stands, by address. `current` is the `href` of the order in force. */
export function Orders(props: { readonly orders: readonly Link[]; readonly current: string }) {
  return (
    <nav class="orders" aria-label="Ordre de la liste">
      <ul>
        {props.orders.map((order) => (
          <li>
            <a href={order.href} aria-current={order.href === props.current ? 'true' : undefined}>
              {order.label}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  )
}
