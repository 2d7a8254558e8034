import { IconLink } from '#ui/action'
import { Orders } from '#ui/filters'
import { formatCount } from '#ui/format'
import { PageHeader, Section } from '#ui/heading'
import { Pagination } from '#ui/list'
import { EmptyState, Notice } from '#ui/message'
import { Page, type SiteFrame } from '#ui/page'
import { type Asked, addressOf, type NumberAsked } from '../asked.ts'
import type { Atlas } from '../map/index.ts'
import type { Counts, Entry } from '../narrowing.ts'
import { ofPlace } from '../place-words.ts'
import type { CloseName } from '../store/index.ts'
import { DirectoryFilters, NearField, QuestionField } from './filters.tsx'
import { Lines, nameOf } from './lines.tsx'

export const PER_PAGE = 20
export const DIRECTORY = { label: 'Annuaire', href: '/annuaire' } as const
export const TRAIL = [{ label: 'Accueil', href: '/' }] as const

export type ListProps = {
  readonly site: SiteFrame
  readonly asked: Asked
  readonly number: NumberAsked
  readonly entries: readonly Entry[]
  readonly counts: Counts
  readonly close: readonly CloseName[]
  readonly atlas: Atlas | undefined
}

/** `/annuaire`: who the ESS is here. */
export function ListPage(props: ListProps) {
  const { site, asked, counts } = props
  const path = addressOf('/annuaire', asked.fields, { page: asked.page === 1 ? '' : String(asked.page) })
  return (
    <Page
      site={site}
      path="/annuaire"
      canonical={site.url === undefined ? undefined : `${site.url}${path}`}
      title={asked.from ? `Près ${ofPlace(asked.from.name)}` : 'Annuaire de l’ESS'}
      description={`Les associations, coopératives, mutuelles, fondations et entreprises solidaires du territoire ${site.territoryName}.`}
      current={DIRECTORY.href}
      trail={asked.from ? [...TRAIL, DIRECTORY] : TRAIL}
      unlisted={asked.fields.q !== ''}
      scripts={['commune-picker']}
    >
      <PageHeader
        kicker={site.territoryName}
        title={asked.from ? `Près ${ofPlace(asked.from.name)}` : 'Annuaire de l’ESS'}
        lead={
          asked.from
            ? 'Les structures de l’économie sociale et solidaire, de la plus proche à la plus lointaine.'
            : 'Les associations, coopératives, mutuelles, fondations et entreprises solidaires d’ici : qui elles sont, ce qu’elles font, et d’où nous le savons.'
        }
      />
      {counts.all === 0 ? <Nothing /> : <Found {...props} />}
    </Page>
  )
}

function Found(props: ListProps) {
  const { asked, counts, entries, atlas } = props
  const { fields, page } = asked
  return (
    <>
      <div class="directory-ask">
        <QuestionField path="/annuaire" fields={fields} />
        <NearField path="/annuaire" asked={asked} />
      </div>
      <Section id="structures" title="Les structures" lead={leadOf(props)}>
        <Told {...props} />
        <DirectoryFilters path="/annuaire" {...{ asked, counts, atlas }} />
        {counts.total > 1 && <ListOrders asked={asked} />}
        {entries.length === 0 ? (
          <NoAnswer {...props} />
        ) : (
          <Lines entries={entries} atlas={atlas} start={1 + (page - 1) * PER_PAGE} />
        )}
        <Pagination
          page={page}
          pageCount={Math.ceil(counts.total / PER_PAGE)}
          hrefOf={(to) => addressOf('/annuaire', fields, { page: to === 1 ? '' : String(to) })}
        />
        {asked.from && <p class="hint">Distances à vol d’oiseau, du centre d’une commune au centre de l’autre.</p>}
      </Section>
      <OtherViews asked={asked} />
    </>
  )
}

function leadOf({ asked, counts }: ListProps): string | undefined {
  return asked.active.length > 0 ? undefined : formatCount(counts.total, 'structure', 'structures')
}

// What was not understood is told beside what is shown all the same.
function Told({ asked, number }: ListProps) {
  return (
    <>
      {number.kind === 'wrong' && (
        <Notice kind="warning" title={number.sentence}>
          {number.why !== undefined && <p>{number.why}</p>}
        </Notice>
      )}
      {number.kind === 'right' && (
        <Notice kind="info" title="Ce numéro est bien écrit, mais aucune structure de l’annuaire ne le porte.">
          <p>
            Elle est peut-être ailleurs, fermée depuis longtemps, ou hors de l’économie sociale et solidaire.
            Cherchez-la par son nom, ou <a href="/contact">écrivez-nous</a>.
          </p>
        </Notice>
      )}
      {asked.errors.map((error) => (
        <Notice kind="warning" title={error} />
      ))}
      {asked.communeChoices.length > 0 && (
        <p>
          Cherchiez-vous :{' '}
          {asked.communeChoices.map(({ value, label, hint }, index) => (
            <>
              {index > 0 && ', '}
              <a href={addressOf('/annuaire', asked.fields, { commune: value })}>
                {label} ({hint})
              </a>
            </>
          ))}
        </p>
      )}
    </>
  )
}

function ListOrders({ asked }: { readonly asked: Asked }) {
  const to = (tri: string) => addressOf('/annuaire', asked.fields, { tri })
  const hasWords = asked.narrowing.words.length > 0
  const orders = [
    ...(hasWords ? [{ label: 'Les plus ressemblantes', href: to(''), order: 'pertinence' }] : []),
    { label: 'De A à Z', href: to(hasWords ? 'nom' : ''), order: 'nom' },
    { label: 'Les plus grandes', href: to('taille'), order: 'taille' },
    { label: 'Les plus récentes', href: to('recentes'), order: 'recentes' },
    ...(asked.from !== undefined || asked.narrowing.communeCode !== undefined
      ? [{ label: 'Les plus proches', href: to('distance'), order: 'distance' }]
      : []),
  ]
  return <Orders orders={orders} current={orders.find(({ order }) => order === asked.order)?.href ?? ''} />
}

function NoAnswer({ asked, close, counts }: ListProps) {
  if (asked.page > 1 && counts.total > 0) {
    return (
      <EmptyState
        title="Cette page de la liste n’existe pas."
        action={{ label: 'Revenir au début', href: addressOf('/annuaire', asked.fields) }}
      />
    )
  }
  return (
    <EmptyState title="Aucune structure ne répond." action={{ label: 'Tout voir', href: '/annuaire' }}>
      {close.length > 0 ? (
        <>
          <p>Des noms qui ressemblent :</p>
          <ul>
            {close.map((each) => (
              <li>
                <a href={`/annuaire/${each.slug}`}>{nameOf(each)}</a>
              </li>
            ))}
          </ul>
        </>
      ) : (
        <p>Enlevez un filtre ou un mot pour voir plus large.</p>
      )}
    </EmptyState>
  )
}

function OtherViews({ asked }: { readonly asked: Asked }) {
  return (
    <Section id="autrement" title="Autrement" lead="Les mêmes structures, sous une autre forme.">
      <ul class="link-list">
        <li>
          <IconLink href={addressOf('/carte', asked.fields, { tri: '' })} icon="map">
            Sur la carte
          </IconLink>
        </li>
        <li>
          <IconLink href={addressOf('/annuaire.csv', asked.fields, { tri: '' })} icon="download">
            Télécharger la liste (CSV)
          </IconLink>
        </li>
        <li>
          <IconLink href="/annuaire/reconnaissances" icon="info">
            Ce que veut dire chaque reconnaissance
          </IconLink>
        </li>
        <li>
          <IconLink href="/annuaire/integrer" icon="share">
            Montrer l’annuaire sur votre site
          </IconLink>
        </li>
        <li>
          <IconLink href={addressOf('/api/v1/organisations', asked.fields, { tri: '' })} icon="link">
            Données pour les programmes (JSON)
          </IconLink>
        </li>
      </ul>
    </Section>
  )
}

function Nothing() {
  return (
    <EmptyState title="L’annuaire est encore vide." action={{ label: 'Voir le territoire', href: '/territoire' }}>
      <p>Les structures paraîtront ici dès que le fichier de l’Insee aura été lu et vérifié.</p>
    </EmptyState>
  )
}
