import {
  BELONGING_NAMES,
  CONFLICT_KINDS,
  CONFLICT_SENTENCES,
  type ConflictKind,
  nameOfSource,
  sentenceOfReason,
} from '#kernel/perimeter'
import { type DeskFrame, DeskPage } from '#ui/desk'
import { ChoiceField, Form, type FormState, type HiddenKeys, SelectField, SubmitRow, TextArea } from '#ui/form'
import { formatInstant, formatInteger } from '#ui/format'
import { PageHeader, Section } from '#ui/heading'
import { EmptyState } from '#ui/message'
import type { SiteFrame } from '#ui/page'
import { DataTable } from '#ui/table'
import type { StructureReason } from '../compose/index.ts'
import { SENTENCE, type Verdict } from '../model.ts'
import { shownName } from '../names.ts'
import type { Review } from '../store/index.ts'

const PATH = '/agents/annuaire/revue'
const TITLE = 'Désaccords entre sources'

type Shell = { readonly site: SiteFrame; readonly desk: DeskFrame }

const VERDICT_WORDS: Readonly<Record<Verdict, string>> = {
  in: 'Elle est de l’ESS',
  out: 'Elle n’est pas de l’ESS',
  rule: 'La règle a raison : ne rien changer',
}

/** `/agents/annuaire/revue`: what waits, the gravest first, and what was settled last. */
export function ReviewsPage(
  props: Shell & {
    readonly waiting: readonly Review[]
    readonly counts: ReadonlyMap<string, number>
    readonly settled: readonly Review[]
    readonly asked: ConflictKind | undefined
    readonly page: number
    readonly pageSize: number
  },
) {
  const { site, desk, waiting, counts, settled, asked, page, pageSize } = props
  const query = (next: number) => `${PATH}?${asked ? `sorte=${asked}&` : ''}page=${next}`
  return (
    <DeskPage
      site={site}
      desk={desk}
      title={TITLE}
      description="Les structures dont les sources ne disent pas la même chose."
      current={PATH}
    >
      <PageHeader
        title={TITLE}
        lead="Deux sources ne disent pas la même chose d’une structure : quelqu’un regarde, tranche et dit pourquoi. Les plus graves d’abord."
      />
      <Kinds counts={counts} asked={asked} />
      <Section id="a-trancher" title="À trancher">
        <DataTable
          caption="Désaccords à trancher"
          captionHidden
          rows={waiting}
          columns={[
            {
              header: 'Structure',
              namesRow: true,
              cell: ({ id, title }) => <a href={`${PATH}/${id}`}>{shownName(title)}</a>,
            },
            { header: 'SIREN', cell: ({ siren }) => siren ?? 'aucun' },
            { header: 'Désaccord', cell: ({ kind }) => wordsOf(kind).said },
          ]}
          empty={
            <EmptyState title="Aucun désaccord n’attend.">
              <p>Ils paraîtront ici après la mise en service d’un fichier.</p>
            </EmptyState>
          }
        />
        <p>
          {page > 1 && <a href={query(page - 1)}>Page précédente</a>}{' '}
          {waiting.length === pageSize && <a href={query(page + 1)}>Page suivante</a>}
        </p>
      </Section>
      {settled.length > 0 && <LastSettled settled={settled} />}
    </DeskPage>
  )
}

function LastSettled({ settled }: { readonly settled: readonly Review[] }) {
  return (
    <Section id="tranches" title="Tranchés en dernier">
      <DataTable
        caption="Désaccords tranchés en dernier"
        captionHidden
        rows={settled}
        columns={[
          {
            header: 'Structure',
            namesRow: true,
            cell: ({ id, title }) => <a href={`${PATH}/${id}`}>{shownName(title)}</a>,
          },
          { header: 'Décision', cell: ({ verdict }) => (verdict === null ? '' : VERDICT_WORDS[verdict]) },
          { header: 'Pourquoi', cell: ({ sentence }) => sentence ?? '' },
          { header: 'Quand', cell: ({ settledAt }) => (settledAt === null ? '' : formatInstant(settledAt)) },
        ]}
      />
    </Section>
  )
}

function Kinds({ counts, asked }: Pick<Parameters<typeof ReviewsPage>[0], 'counts' | 'asked'>) {
  const kinds = CONFLICT_KINDS.filter((kind) => (counts.get(kind) ?? 0) > 0)
  if (kinds.length === 0) return null
  return (
    <ul>
      {kinds.map((kind) => (
        <li>
          <a href={`${PATH}?sorte=${kind}`}>
            {CONFLICT_SENTENCES[kind].said} ({formatInteger(counts.get(kind) ?? 0)})
          </a>
        </li>
      ))}
      {asked && (
        <li>
          <a href={PATH}>Tout voir</a>
        </li>
      )}
    </ul>
  )
}

/** `/agents/annuaire/revue/:id`: what each source says of one structure, and the form to settle it. */
export function ReviewPage(
  props: Shell & { readonly review: Review; readonly state: FormState; readonly keys: HiddenKeys },
) {
  const { site, desk, review } = props
  const words = wordsOf(review.kind)
  return (
    <DeskPage
      site={site}
      desk={desk}
      title={shownName(review.title)}
      description="Ce que les sources disent d’une structure."
      current={PATH}
      trail={[{ label: TITLE, href: PATH }]}
    >
      <PageHeader title={shownName(review.title)} lead={words.said} />
      <p>{words.toCheck}</p>
      <Section id="sources" title="Ce que disent les sources">
        <p>
          Aujourd’hui : <strong>{familyName(review.family)}</strong>. SIREN : {review.siren ?? 'aucun'}.
        </p>
        <ul>
          {review.reasons.map((reason) => (
            <li>{sentenceOf(reason)}</li>
          ))}
        </ul>
        <p>Sources en désaccord : {review.sources.map(nameOfSource).join(' ; ')}.</p>
      </Section>
      {review.verdict === null ? <SettleForm {...props} /> : <Settled review={review} />}
    </DeskPage>
  )
}

function SettleForm({ review, state, keys }: Parameters<typeof ReviewPage>[0]) {
  return (
    <Section id="trancher" title="Trancher">
      <Form action={`${PATH}/${review.id}`} keys={keys} state={state}>
        <ChoiceField
          name="avis"
          label="Qu’est-ce qui est juste ?"
          state={state}
          options={Object.entries(VERDICT_WORDS).map(([value, label]) => ({ value, label }))}
        />
        <SelectField
          name="famille"
          label="Si elle est de l’ESS, de quelle famille ?"
          state={state}
          empty="Choisissez"
          options={Object.entries(BELONGING_NAMES).map(([value, label]) => ({ value, label }))}
          optional
        />
        <TextArea
          name="raison"
          label="Pourquoi, en une phrase ?"
          hint="Ce que vous avez vérifié, et où. N’y nommez personne."
          state={state}
          rows={3}
          maxlength={SENTENCE.longest}
        />
        <SubmitRow label="Trancher" note="Les fichiers qui viendront n’y changeront rien." />
      </Form>
    </Section>
  )
}

function Settled({ review }: { readonly review: Review }) {
  return (
    <Section id="decision" title="Déjà tranché">
      <p>
        {review.verdict !== null && VERDICT_WORDS[review.verdict]} : {review.sentence}
        {review.settledAt !== null && ` (${formatInstant(review.settledAt)})`}
      </p>
    </Section>
  )
}

function sentenceOf(reason: StructureReason): string {
  if (reason.kind === 'reviewed') return `Un agent a tranché : ${VERDICT_WORDS[reason.verdict].toLowerCase()}.`
  if (reason.kind === 'association') return 'Elle est déclarée au répertoire national des associations.'
  return sentenceOfReason(reason)
}

function familyName(family: string | null): string {
  if (family === null) return 'hors de l’ESS'
  return (BELONGING_NAMES as Readonly<Record<string, string>>)[family] ?? family
}

function wordsOf(kind: string) {
  return CONFLICT_SENTENCES[kind as ConflictKind]
}
