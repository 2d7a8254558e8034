import { DeskPage } from '#ui/desk'
import { type ActiveFilter, Filters } from '#ui/filters'
import { EMPTY_FORM, SelectField, TextField } from '#ui/form'
import { formatCount, formatDay, formatInstant, formatInteger } from '#ui/format'
import { PageHeader } from '#ui/heading'
import { DownloadList } from '#ui/list'
import { EmptyState } from '#ui/message'
import { DataTable } from '#ui/table'
import type { JournalEntry, JournalQuestion } from '../../store/index.ts'
import type { Visit } from '../visit.ts'
import { nameOf } from '../words.tsx'
import { detailsInWords, type Phrases, phraseOf, referenceInWords } from './phrases.ts'

type JournalProps = {
  readonly visit: Visit
  readonly question: JournalQuestion
  readonly entries: readonly JournalEntry[]
  readonly names: ReadonlyMap<string, string>
  readonly total: number
  /** Codes of the acts the trail holds. */
  readonly acts: readonly string[]
  readonly phrases: Phrases
  /** Entry after which the next page begins. */
  readonly next: string | undefined
  readonly isFirst: boolean
}

/** `/agents/journal`: who did what, the last first. */
export function JournalPage(props: JournalProps) {
  const { visit, question, entries, total, next } = props
  return (
    <DeskPage
      site={visit.site}
      desk={visit.desk}
      title="Journal des actes"
      description="Qui a fait quoi, et quand."
      current="/agents/journal"
    >
      <PageHeader
        title="Journal des actes"
        lead="Tout ce qui a été fait, par qui, sur quoi. Rien ne s’efface : chaque minute, les nouveaux actes sont mis sous sceau."
      />
      <Narrow {...props} />
      <Entries {...props} entries={entries} />
      <nav class="pagination" aria-label="Pages de la liste">
        {!props.isFirst && <a href={hrefOf(question)}>Revenir aux plus récents</a>}
        {next !== undefined && (
          <a href={hrefOf(question, { apres: next })} rel="next">
            Actes plus anciens
          </a>
        )}
      </nav>
      <DownloadList
        downloads={[
          {
            href: hrefOf(question, {}, '/agents/journal.csv'),
            format: 'CSV',
            label: `Prendre ces ${formatCount(total, 'acte', 'actes')}`,
            what: 'Les actes choisis par les filtres, du plus récent au plus ancien. Des identifiants, sans aucun nom.',
          },
        ]}
      />
    </DeskPage>
  )
}

function Entries({ entries, names, phrases }: JournalProps) {
  return (
    <DataTable
      caption="Actes, du plus récent au plus ancien"
      captionHidden
      rows={entries}
      empty={
        <EmptyState title="Aucun acte ne répond à ces filtres.">
          <p>Enlevez un filtre, ou élargissez la période.</p>
        </EmptyState>
      }
      columns={[
        { header: 'Quand', cell: ({ doneAt }) => formatInstant(doneAt) },
        {
          header: 'Acte',
          namesRow: true,
          cell: ({ actor, act, actingFor }) => (
            <>
              {referenceInWords(names, actor)} {phraseOf(phrases, act)}
              {actingFor !== null && ` (pour ${nameOf(names, actingFor)})`}
            </>
          ),
        },
        {
          header: 'Sur quoi',
          cell: ({ object }) => (
            <a href={hrefOf({ object })}>
              {referenceInWords(names, object)}
              <span class="hidden"> : tous les actes</span>
            </a>
          ),
        },
        { header: 'Précisions', cell: ({ details }) => detailsInWords(details) },
        { header: 'Sceau', align: 'end', cell: ({ seal }) => (seal === null ? 'en attente' : formatInteger(seal)) },
      ]}
    />
  )
}

function Narrow({ question, acts, phrases, total, names }: JournalProps) {
  const values = {
    acte: question.act ?? '',
    objet: question.object ?? '',
    du: question.from ?? '',
    au: question.until ?? '',
  }
  const state = { ...EMPTY_FORM, values }
  return (
    <Filters
      action="/agents/journal"
      active={activeFilters(question, phrases, names)}
      hrefWithoutAny="/agents/journal"
      found={formatCount(total, 'acte', 'actes')}
      total="tous les actes du journal"
      keep={question.actor === undefined ? {} : { auteur: question.actor }}
    >
      <SelectField
        name="acte"
        label="Acte"
        state={state}
        empty="Tous"
        options={acts.map((act) => ({ value: act, label: phraseOf(phrases, act) }))}
      />
      <TextField
        name="objet"
        label="Objet"
        hint="Sa référence, comme person:0198… ; cliquez sur un objet de la liste pour la retrouver."
        state={state}
        optional
        autocomplete="off"
      />
      <TextField name="du" type="date" label="Depuis le" state={state} optional width={12} />
      <TextField name="au" type="date" label="Jusqu’au" state={state} optional width={12} />
    </Filters>
  )
}

function activeFilters(
  question: JournalQuestion,
  phrases: Phrases,
  names: ReadonlyMap<string, string>,
): readonly ActiveFilter[] {
  const { act, object, actor, from, until } = question
  const without = (key: keyof JournalQuestion) => hrefOf({ ...question, [key]: undefined })
  return [
    act !== undefined && { label: phraseOf(phrases, act), hrefWithout: without('act') },
    object !== undefined && { label: `sur ${referenceInWords(names, object)}`, hrefWithout: without('object') },
    actor !== undefined && { label: `par ${referenceInWords(names, actor)}`, hrefWithout: without('actor') },
    from !== undefined && { label: `depuis le ${formatDay(from)}`, hrefWithout: without('from') },
    until !== undefined && { label: `jusqu’au ${formatDay(until)}`, hrefWithout: without('until') },
  ].filter((filter) => filter !== false)
}

function hrefOf(
  { act, object, actor, from, until }: JournalQuestion,
  more: Readonly<Record<string, string>> = {},
  path = '/agents/journal',
): string {
  const words = { acte: act, objet: object, auteur: actor, du: from, au: until, ...more }
  const given = Object.entries(words).filter((entry): entry is [string, string] => Boolean(entry[1]))
  return given.length === 0 ? path : `${path}?${new URLSearchParams(given).toString()}`
}
