import type { OrganisationPart } from '#platform/context'
import { ButtonLink } from '#ui/action'
import { Badge } from '#ui/badge'
import { FigureWithSource } from '#ui/figure'
import { PageHeader, Section } from '#ui/heading'
import { EntryList, Facts } from '#ui/list'
import { Notice } from '#ui/message'
import { Page, type SiteFrame } from '#ui/page'
import { activityLabel } from '../activities.ts'
import { addressOf, type Fields, NO_FIELDS } from '../asked.ts'
import type { OwnWords } from '../claims/own-words.ts'
import type { Atlas } from '../map/index.ts'
import type { Entry } from '../narrowing.ts'
import type { Recognition, StoredEstablishment, StoredStructure } from '../store/index.ts'
import { sectorOf, sizeWords } from '../words.ts'
import { legalForm } from './legal-form.ts'
import { familyWord, Lines, nameOf } from './lines.tsx'
import { DIRECTORY, TRAIL } from './list.tsx'
import { type OwnPhoto, OwnWordsSection } from './own-words.tsx'
import { communeOf, Where } from './places.tsx'
import { RecognitionList } from './recognition-list.tsx'
import { dateWords, Why } from './why.tsx'

export type StructureProps = {
  readonly site: SiteFrame
  readonly structure: StoredStructure
  readonly establishments: readonly StoredEstablishment[]
  readonly recognitions: readonly Recognition[]
  readonly panels: readonly OrganisationPart[]
  /** What it says of itself. */
  readonly own: { readonly content: OwnWords; readonly savedAt: Date } | undefined
  readonly photo?: OwnPhoto | undefined
  readonly near: readonly Entry[]
  readonly atlas: Atlas | undefined
  /** What one can do about this page, as far as it exists. */
  readonly acts: readonly { readonly label: string; readonly href: string }[]
}

/** `/annuaire/:slug`: one structure, each thing said with its source. */
export function StructurePage(props: StructureProps) {
  const { site, structure, panels } = props
  const name = nameOf(structure)
  const what = [familyWord(structure.family), communeOf(props)].filter(Boolean).join(' · ')
  return (
    <Page
      site={site}
      path={`/annuaire/${structure.slug}`}
      title={name}
      description={`${name} : ${[what, sectorOf(structure.nafRev2).label].filter(Boolean).join(', ')}.`}
      current={DIRECTORY.href}
      trail={[...TRAIL, DIRECTORY]}
      unlisted={structure.state !== 'active'}
    >
      <PageHeader kicker={what} title={name} lead={leadOf(structure)}>
        {structure.isDeclared && <Badge kind="proposed">Déclarée par ses membres</Badge>}
        {structure.isFictitious && <Badge kind="fictitious">Structure inventée</Badge>}
        <RecognitionList recognitions={props.recognitions} />
      </PageHeader>
      <StateNotice structure={structure} />
      {props.own && <OwnWordsSection words={props.own.content} savedAt={props.own.savedAt} photo={props.photo} />}
      <Identity {...props} />
      <Where {...props} />
      <Why structure={structure} />
      {panels.map((panel, index) => (
        <Panel panel={panel} id={`volet-${index + 1}`} />
      ))}
      {props.near.length > 0 && <Near {...props} />}
      <Acts {...props} />
    </Page>
  )
}

function leadOf({ purpose, nafRev2 }: StoredStructure): string {
  if (purpose !== '') return sentence(shownPurpose(purpose))
  return activityLabel(nafRev2) ?? sectorOf(nafRev2).label
}

// The register keeps some purposes in capitals.
function shownPurpose(purpose: string): string {
  return /\p{Ll}/u.test(purpose) ? purpose : purpose.toLowerCase()
}

function sentence(text: string): string {
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}${/[.!?…]$/.test(text) ? '' : '.'}`
}

function StateNotice({ structure }: { readonly structure: StoredStructure }) {
  if (structure.state === 'active') return null
  const isCeased = structure.state === 'ceased'
  return (
    <Notice
      kind="warning"
      title={
        isCeased
          ? 'Cette structure est fermée, selon sa source.'
          : 'Aucune de nos sources ne parle plus de cette structure.'
      }
    >
      <p>Sa page reste, pour qui la cherche encore ; elle n’est plus dans les listes.</p>
    </Notice>
  )
}

function Identity({ structure, atlas }: StructureProps) {
  const { siren, rna, legalCategory, nafRev2, sizeBand, sizeBandYear, createdOn } = structure
  const label = activityLabel(nafRev2)
  const sector = sectorOf(nafRev2)
  const epci = structure.communeCode === null ? undefined : atlas?.communeByCode.get(structure.communeCode)?.epciCode
  const facts = [
    { label: 'Famille de l’ESS', value: familyWord(structure.family) },
    { label: 'Forme juridique', value: legalForm(legalCategory) },
    {
      label: 'Secteur',
      value: <a href={narrowed({ secteur: sector.id, epci: epci ?? '' })}>{sector.label}</a>,
    },
    { label: 'Activité', value: nafRev2 && `${label === undefined ? '' : `${label}, `}code ${nafRev2} (NAF rév. 2)` },
    {
      label: 'Salariés',
      value: sizeWords(sizeBand) && `${sizeWords(sizeBand)}${sizeBandYear === null ? '' : `, fin ${sizeBandYear}`}`,
    },
    { label: 'Créée le', value: createdOn && dateWords(createdOn) },
    { label: 'SIREN', value: siren?.replace(/(\d{3})(?=\d)/g, '$1\u202f') },
    { label: 'RNA', value: rna },
  ]
  return (
    <Section id="identite" title="Qui elle est">
      <Facts facts={facts.flatMap(({ label, value }) => (value ? [{ label, value }] : []))} />
    </Section>
  )
}

/** What a later module tells of the organisation. */
function Panel({ panel, id }: { readonly panel: OrganisationPart; readonly id: string }) {
  return (
    <Section id={id} title={panel.title} lead={panel.lead}>
      {(panel.figures ?? []).map(({ value, unit, label, producer, vintage, scope, nature, url, licence }) => (
        <FigureWithSource
          {...{ value, unit, label }}
          source={{
            producer,
            status: nature,
            date: vintage,
            scope,
            url: url ?? undefined,
            licence: licence ?? undefined,
          }}
        />
      ))}
      {panel.entries.length > 0 && <EntryList entries={panel.entries} level={3} />}
      {panel.more && (
        <p>
          <ButtonLink href={panel.more.href} weight="quiet">
            {panel.more.label}
          </ButtonLink>
        </p>
      )}
    </Section>
  )
}

function Near({ near, atlas, structure }: StructureProps) {
  return (
    <Section id="voisines" title="Tout près" lead="D’autres structures, de la plus proche à la plus lointaine.">
      <Lines entries={near} atlas={atlas} />
      <p>
        <ButtonLink href={narrowed({ commune: structure.communeCode ?? '', tri: 'distance' })} weight="quiet">
          Voir toutes les structures autour
        </ButtonLink>
      </p>
    </Section>
  )
}

function Acts({ acts }: StructureProps) {
  return (
    <Section id="corriger" title="Une erreur, une précision ?">
      <ul class="link-list">
        {acts.map(({ label, href }) => (
          <li>
            <a href={href}>{label}</a>
          </li>
        ))}
      </ul>
    </Section>
  )
}

function narrowed(change: Partial<Fields>): string {
  return addressOf('/annuaire', NO_FIELDS, change)
}
