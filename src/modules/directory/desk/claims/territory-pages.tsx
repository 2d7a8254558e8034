import type { OrganisationPart } from '#platform/context'
import { type DeskFrame, DeskPage } from '#ui/desk'
import { formatCount, formatInstant, formatInteger } from '#ui/format'
import { PageHeader, Section } from '#ui/heading'
import { Facts } from '#ui/list'
import { EmptyState } from '#ui/message'
import type { SiteFrame } from '#ui/page'
import { DataTable } from '#ui/table'
import type { Place } from '../../claims/places.ts'
import { shownName } from '../../names.ts'
import type { PlacedStructure } from '../../store/claims/index.ts'
import type { CurrentRecognition } from '../../store/recognitions.ts'
import { FAMILIES, recognitionName, sizeWords } from '../../words.ts'
import { Parts } from './parts.tsx'

const PATH = '/agents/territoires'
const TITLE = 'Fiches des territoires'

type Shell = { readonly site: SiteFrame; readonly desk: DeskFrame }

/** `/agents/territoires` */
export function PlacesPage({ site, desk, places }: Shell & { readonly places: readonly Place[] }) {
  return (
    <DeskPage
      site={site}
      desk={desk}
      title={TITLE}
      description="Une fiche par canton et par territoire."
      current={PATH}
    >
      <PageHeader title={TITLE} lead="« Un élu demande » : tout ce que la maison sait d’un canton, sur une page." />
      {places.length === 0 && (
        <EmptyState title="Les communes n’ont ni canton ni territoire d’action.">
          <p>Ajoutez-les au dossier du territoire, puis rechargez cette page.</p>
        </EmptyState>
      )}
      <PlaceList title="Territoires d’action" places={places.filter(({ kind }) => kind === 'territoire')} />
      <PlaceList title="Cantons" places={places.filter(({ kind }) => kind === 'canton')} />
    </DeskPage>
  )
}

function PlaceList({ title, places }: { readonly title: string; readonly places: readonly Place[] }) {
  if (places.length === 0) return null
  return (
    <Section id={title === 'Cantons' ? 'cantons' : 'territoires'} title={title}>
      <ul>
        {places.map(({ id, name, communeCodes }) => (
          <li>
            <a href={`${PATH}/${id}`}>{name}</a> ({formatCount(communeCodes.length, 'commune', 'communes')})
          </li>
        ))}
      </ul>
    </Section>
  )
}

type SheetProps = Shell & {
  readonly place: Place
  readonly communes: readonly { readonly code: string; readonly name: string; readonly population: number }[]
  readonly structures: readonly PlacedStructure[]
  readonly recognitions: readonly CurrentRecognition[]
  readonly parts: readonly OrganisationPart[]
  readonly printedAt: Date
}

/** `/agents/territoires/:place`: the « fiche canton », which prints on A4. */
export function PlaceSheetPage(props: SheetProps) {
  const { site, desk, place, communes, structures, recognitions, parts, printedAt } = props
  const people = communes.reduce((sum, { population }) => sum + population, 0)
  const nameOf = new Map(communes.map(({ code, name }) => [code, name]))
  const marks = new Map<string, readonly string[]>()
  for (const { structureId, name } of recognitions) {
    marks.set(structureId, [...(marks.get(structureId) ?? []), recognitionName(name)])
  }
  return (
    <DeskPage
      site={site}
      desk={desk}
      title={place.name}
      description="Tout ce que la maison sait d’un territoire."
      current={PATH}
      trail={[{ label: TITLE, href: PATH }]}
    >
      <PageHeader
        kicker={place.kind === 'canton' ? 'Fiche canton' : 'Fiche territoire'}
        title={place.name}
        lead={`Pour répondre à un élu : cette page s’imprime. Au ${formatInstant(printedAt)}.`}
      />
      <Section id="lieu" title="Le territoire">
        <Facts
          facts={[
            { label: 'Communes', value: formatInteger(communes.length) },
            { label: 'Habitants', value: `${formatInteger(people)} (population municipale, Insee)` },
            { label: 'Structures de l’ESS', value: formatInteger(structures.length) },
            ...FAMILIES.map(({ family, many }) => ({
              label: many,
              value: formatInteger(structures.filter((each) => each.family === family).length),
            })).filter(({ value }) => value !== '0'),
          ]}
        />
        <p>{communes.map(({ name }) => name).join(', ')}.</p>
      </Section>
      <Section id="structures" title="Les structures de l’ESS">
        <DataTable<PlacedStructure>
          caption="Structures de l’ESS qui ont leur siège ici"
          captionHidden
          rows={structures}
          columns={[
            {
              header: 'Structure',
              namesRow: true,
              cell: ({ slug, title }) => <a href={`/agents/annuaire/${slug}`}>{shownName(title)}</a>,
            },
            { header: 'Famille', cell: ({ family }) => FAMILIES.find((each) => each.family === family)?.one ?? family },
            { header: 'Commune', cell: ({ communeCode }) => nameOf.get(communeCode) ?? communeCode },
            { header: 'Effectif', cell: ({ sizeBand }) => sizeWords(sizeBand) ?? 'inconnu' },
            { header: 'Reconnaissances', cell: ({ id }) => marks.get(id)?.join(' ; ') ?? '' },
          ]}
          empty={<EmptyState title="L’annuaire ne connaît aucune structure ici." />}
        />
        <p class="hint">Source : l’annuaire de l’ESS, fait des registres publics ; chaque fiche dit lesquels.</p>
      </Section>
      <Parts parts={parts} />
    </DeskPage>
  )
}
