import { Button, ButtonLink } from '#ui/action'
import { TextField } from '#ui/form'
import { Section } from '#ui/heading'
import { DownloadList } from '#ui/list'
import { EmptyState } from '#ui/message'
import type { SiteFrame } from '#ui/page'
import { DataTable } from '#ui/table'
import type { Place, Table } from '../model.ts'
import type { Profile } from '../reports/profile.ts'
import { listPath, placePath } from './addresses.ts'
import { TableBlock } from './block.tsx'
import { drawingOf, NothingYet } from './faces.tsx'
import { FigureList } from './figures.tsx'
import { KeyReuse } from './reuse.tsx'
import { ObservatoryPage } from './shell.tsx'

type ListProps = {
  readonly site: SiteFrame
  readonly origin: string
  /** The share of each EPCI, each row leading to its profile. */
  readonly epcis: Table | undefined
  readonly asked: string
  readonly found: readonly { readonly code: string; readonly name: string; readonly where: string }[]
}

/** `/observatoire/territoires`: find one's commune, or choose an EPCI. */
export function PlacesPage({ site, origin, epcis, asked, found }: ListProps) {
  return (
    <ObservatoryPage
      site={site}
      path="/observatoire/territoires"
      title="L’ESS, lieu par lieu"
      lead="Un profil par commune et par EPCI : les chiffres, les familles, les secteurs, à lire ou à imprimer."
      description={`Les profils de l’ESS par commune et par EPCI, ${site.territoryName}.`}
    >
      <search>
        <form action="/observatoire/territoires" method="get" class="place-choice">
          <TextField
            name="q"
            label="Chercher une commune"
            hint="Son nom, même approché, ou son code postal."
            state={{ values: { q: asked }, errors: {} }}
            type="search"
          />
          <Button weight="quiet">Chercher</Button>
        </form>
      </search>
      {asked !== '' && <Found asked={asked} found={found} />}
      {epcis === undefined ? <NothingYet /> : <TableBlock table={epcis} origin={origin} isOpen />}
    </ObservatoryPage>
  )
}

function Found({ asked, found }: Pick<ListProps, 'asked' | 'found'>) {
  if (found.length === 0) {
    return (
      <EmptyState title={`Aucune commune d’ici ne ressemble à « ${asked} ».`}>
        <p>Vérifiez le nom, ou essayez le code postal.</p>
      </EmptyState>
    )
  }
  return (
    <Section id="trouve" title="Communes trouvées">
      <DataTable
        caption="Communes trouvées"
        captionHidden
        rows={found}
        columns={[
          { header: 'Commune', namesRow: true, cell: ({ code, name }) => <a href={placePath(code)}>{name}</a> },
          { header: 'Où', cell: ({ where }) => where },
        ]}
      />
    </Section>
  )
}

type ProfileProps = {
  readonly site: SiteFrame
  readonly origin: string
  readonly profile: Profile
  /** Its key figures, as they are taken away. */
  readonly marks: Table | undefined
  /** The EPCI of a commune. */
  readonly above: Place | undefined
  readonly parts: Table | undefined
  /** The page of the place itself, on this site. */
  readonly placeHref: string | undefined
}

/** `/observatoire/territoires/200033579`: everything that is known of a place. */
export function ProfilePage({ site, origin, profile, marks, above, parts, placeHref }: ProfileProps) {
  const { place, computed, cited, tables } = profile
  const path = placePath(place.code)
  return (
    <ObservatoryPage
      site={site}
      path={path}
      tab="/observatoire/territoires"
      title={place.name}
      lead={place.note ?? 'L’économie sociale et solidaire ici, en chiffres, avec leur source.'}
      description={`L’économie sociale et solidaire en chiffres : ${place.name}.`}
      actions={
        <ButtonLink href={listPath(place)} weight="quiet">
          Voir la liste des structures
        </ButtonLink>
      }
    >
      <Section id="chiffres" title="Chiffres clés" lead="Calculés ici, à partir de fichiers publics.">
        <FigureList figures={computed} />
        {marks !== undefined && <KeyReuse table={marks} origin={origin} />}
        <p>
          <a href={`/observatoire/comparer?lieu=${place.code}`}>Comparer avec d’autres lieux</a>
          {above !== undefined && (
            <>
              {' '}
              · <a href={placePath(above.code)}>{above.name}</a>
            </>
          )}
          {placeHref !== undefined && (
            <>
              {' '}
              · <a href={placeHref}>La page du lieu</a>
            </>
          )}
        </p>
      </Section>
      {cited.length > 0 && (
        <Section id="cites" title="Ce que disent les autres sources" lead="Cités tels quels : ne les additionnez pas.">
          <FigureList figures={cited} />
        </Section>
      )}
      {tables.map((table) => (
        <TableBlock table={table} origin={origin} {...drawingOf(table)} />
      ))}
      {parts !== undefined && <TableBlock table={parts} origin={origin} {...drawingOf(parts)} />}
      <Section id="imprimer" title="Imprimer">
        <DownloadList
          downloads={[
            {
              href: `${path}.pdf`,
              format: 'PDF',
              label: `Le profil : ${place.name}`,
              what: 'Quatre pages, lues aussi par une synthèse vocale.',
            },
          ]}
        />
      </Section>
    </ObservatoryPage>
  )
}
