import { frenchCents } from '#kernel/money'
import { Button, ButtonLink } from '#ui/action'
import { type DeskFrame, DeskPage, Keys } from '#ui/desk'
import { ErrorSummary, Form, type FormState, type HiddenKeys, SelectField, SubmitRow, TextField } from '#ui/form'
import { formatDay } from '#ui/format'
import { PageHeader, Section } from '#ui/heading'
import { Facts } from '#ui/list'
import { Notice } from '#ui/message'
import type { SiteFrame } from '#ui/page'
import { DataTable } from '#ui/table'
import { COMPARED } from '../../mirror/compare.ts'
import {
  type Entry,
  type Mapping,
  MIRROR_FIELDS,
  MIRROR_KINDS,
  OUTCOMES,
  type Outcome,
  type ReadLine,
  type SavedMapping,
} from '../../mirror/model.ts'
import { FIELD_WORDS, KIND_NAMES, LINE_FAULTS, OUTCOME_WORDS } from '../../mirror/sentences.ts'
import type { MirrorImport } from '../../store/mirror/index.ts'
import { IMPORT_STATES, PATH } from './mirror-page.tsx'

type Around = {
  readonly site: SiteFrame
  readonly desk: DeskFrame
  readonly found: MirrorImport
  readonly state: FormState
  readonly keysFor: () => HiddenKeys
}

const TRAIL = [{ label: 'Outil financier', href: PATH }]

/** Which column of the file holds what; a choice kept by name serves again. */
export function ColumnsPage(props: Around & { readonly mappings: readonly SavedMapping[]; readonly mapping: Mapping }) {
  const { site, desk, found, mappings } = props
  const action = `${PATH}/${found.id}`
  return (
    <DeskPage
      site={site}
      desk={desk}
      title="Choisir les colonnes"
      description="Les colonnes du fichier."
      current={PATH}
      trail={TRAIL}
    >
      <PageHeader
        title="Choisir les colonnes"
        lead={`Dites où chaque chose se trouve dans « ${found.fileName} ». Rien ne change encore.`}
      />
      {mappings.length > 0 && (
        <Section id="choix" title="Un choix déjà fait">
          <ul>
            {mappings.map(({ id, name }) => (
              <li>
                <a href={`${action}?choix=${id}`}>{name}</a>
              </li>
            ))}
          </ul>
        </Section>
      )}
      <ColumnsForm {...props} />
    </DeskPage>
  )
}

function ColumnsForm({ found, mapping, state: sent, keysFor }: Around & { readonly mapping: Mapping }) {
  const isTold = Object.keys(sent.values).length > 0
  const state = isTold ? sent : { ...sent, values: valuesOf(mapping) }
  const action = `${PATH}/${found.id}`
  return (
    <Section id="colonnes" title="Colonnes">
      <Form action={`${action}/colonnes`} keys={keysFor()} state={state}>
        {MIRROR_FIELDS.map((field) => (
          <SelectField
            name={`colonne-${field}`}
            label={FIELD_WORDS[field]}
            state={state}
            optional
            empty="Aucune colonne"
            options={found.headers.map((header) => ({ value: header, label: header }))}
          />
        ))}
        <SelectField
          name="sorte-fixe"
          label="Sorte de pièce, si tout le fichier est de la même"
          state={state}
          optional
          empty="Dite par une colonne"
          options={MIRROR_KINDS.map((kind) => ({ value: kind, label: KIND_NAMES[kind] }))}
        />
        <TextField
          name="exercice-fixe"
          label="Exercice, si tout le fichier est du même"
          state={state}
          optional
          width={6}
        />
        <TextField
          name="nom"
          label="Garder ce choix sous le nom"
          hint="Vous le retrouverez au prochain export."
          state={state}
          optional
          maxlength={80}
        />
        <SubmitRow label="Lire les lignes" note="C’est un essai : vous verrez les différences avant d’accepter." />
      </Form>
      <DiscardForm action={action} keys={keysFor()} />
    </Section>
  )
}

/** What a file would change, line by line. */
export function ReadingPage(props: Around & LinesShown) {
  const { site, desk, found, state } = props
  return (
    <DeskPage
      site={site}
      desk={desk}
      title={found.fileName}
      description="Ce que le fichier changerait."
      current={PATH}
      trail={TRAIL}
    >
      <PageHeader title={found.fileName} lead={IMPORT_STATES[found.state]} />
      <ErrorSummary state={state} />
      <Summary found={found} keysFor={props.keysFor} />
      <Lines {...props} />
    </DeskPage>
  )
}

type LinesShown = {
  readonly lines: readonly ReadLine[]
  readonly hasMore: boolean
  readonly outcome: Outcome | undefined
}

function Summary({ found, keysFor }: Pick<Around, 'found' | 'keysFor'>) {
  const action = `${PATH}/${found.id}`
  const changes = found.counts.new + found.counts.different
  return (
    <Section id="resume" title="Résumé">
      <Facts facts={OUTCOMES.map((each) => ({ label: `${OUTCOME_WORDS[each]}s`, value: found.counts[each] }))} />
      {found.state === 'read' && changes === 0 && (
        <Notice kind="info" title="Ce fichier ne change rien.">
          <p>Toutes ses lignes sont déjà connues, ou refusées.</p>
        </Notice>
      )}
      {found.state === 'read' && (
        <>
          {changes > 0 && (
            <form action={`${action}/accepter`} method="post">
              <Keys keys={keysFor()} />
              <Button>Accepter {changes === 1 ? 'ce changement' : `ces ${changes} changements`}</Button>
            </form>
          )}
          <DiscardForm action={action} keys={keysFor()} />
        </>
      )}
    </Section>
  )
}

function Lines({ found, lines, hasMore, outcome }: Pick<Around, 'found'> & LinesShown) {
  const action = `${PATH}/${found.id}`
  const last = lines.at(-1)?.number
  return (
    <Section id="lignes" title="Ligne par ligne">
      <p>
        <a href={action}>Toutes</a>
        {OUTCOMES.map((each) => (
          <>
            {' · '}
            <a href={`${action}?sorte=${each}`} aria-current={each === outcome ? 'true' : undefined}>
              {OUTCOME_WORDS[each]}s ({found.counts[each]})
            </a>
          </>
        ))}
      </p>
      <DataTable
        caption="Lignes du fichier"
        captionHidden
        rows={lines}
        columns={[
          { header: 'Ligne du fichier', namesRow: true, cell: ({ number }) => number },
          { header: 'Lecture', cell: (line) => OUTCOME_WORDS[line.outcome] },
          { header: 'Pièce', cell: pieceOf },
          {
            header: 'Montant',
            align: 'end',
            cell: (line) => (line.outcome === 'refused' ? '' : frenchCents(line.entry.amountCents)),
          },
          { header: 'Ce qui change', cell: changeOf },
        ]}
        empty={<p>Aucune ligne de cette sorte.</p>}
      />
      {hasMore && last !== undefined && (
        <p>
          <ButtonLink href={`${action}?${outcome ? `sorte=${outcome}&` : ''}apres=${last}`} weight="quiet">
            Lignes suivantes
          </ButtonLink>
        </p>
      )}
    </Section>
  )
}

function DiscardForm({ action, keys }: { readonly action: string; readonly keys: HiddenKeys }) {
  return (
    <form action={`${action}/ecarter`} method="post">
      <Keys keys={keys} />
      <Button weight="plain">Écarter ce fichier</Button>
    </form>
  )
}

function pieceOf(line: ReadLine): string {
  if (line.outcome === 'refused') return ''
  const { kind, reference, year, lineCode } = line.entry
  return `${KIND_NAMES[kind]} ${reference}, ${year}, ${lineCode}`
}

/** « avant → après », or why the line is refused. */
function changeOf(line: ReadLine): string {
  if (line.outcome === 'refused') return line.faults.map((fault) => LINE_FAULTS[fault]).join(' ')
  if (line.outcome !== 'different') return ''
  const { entry, before } = line
  return COMPARED.filter((field) => entry[field] !== before[field])
    .map((field) => `${COMPARED_WORDS[field]} : ${written(before, field)} → ${written(entry, field)}`)
    .join(' ; ')
}

const COMPARED_WORDS = {
  lineCode: 'ligne',
  amountCents: 'montant',
  day: 'date',
  siret: 'SIRET',
  label: 'libellé',
} as const satisfies Record<(typeof COMPARED)[number], string>

function written(entry: Entry, field: (typeof COMPARED)[number]): string {
  if (field === 'amountCents') return frenchCents(entry.amountCents)
  return field === 'day' ? formatDay(entry.day) : (entry[field] ?? 'rien')
}

function valuesOf({ columns, fixedKind, fixedYear }: Mapping): Readonly<Record<string, string>> {
  return {
    ...Object.fromEntries(MIRROR_FIELDS.map((field) => [`colonne-${field}`, columns[field] ?? ''])),
    'sorte-fixe': fixedKind ?? '',
    'exercice-fixe': fixedYear === null ? '' : String(fixedYear),
  }
}
