import type { EvidenceClass } from '#kernel/ballot'
import { dayIn } from '#kernel/calendar'
import { DeskPage } from '#ui/desk'
import { ChoiceField, Form, type FormState, SubmitRow, TextField } from '#ui/form'
import { formatDay } from '#ui/format'
import { PageHeader, Section } from '#ui/heading'
import { Facts } from '#ui/list'
import { EmptyState } from '#ui/message'
import { DataTable } from '#ui/table'
import { CONSULTING_REASONS, MOST_LINES } from '../../commands/roll/index.ts'
import type { Listed } from '../../store/roll/index.ts'
import { pathIn } from '../seated.ts'
import type { RollShell } from './found.ts'
import { REASON_WORDS } from './words.ts'

type Props = RollShell & {
  readonly state: FormState
  readonly counts: ReadonlyMap<EvidenceClass, number>
  /** Once asked. */
  readonly found: readonly Listed[] | undefined
}

const EVIDENCE_WORDS: Readonly<Record<EvidenceClass, string>> = {
  franceconnect: 'FranceConnect',
  email: 'Code par e-mail',
  sms: 'Code par SMS',
  code: 'Code imprimé',
  desk: 'Au guichet',
  paper: 'Sur papier',
}

/** `/agents/scrutins/:slug/liste`: who voted, and how they came in. Nothing here leads to a choice. */
export function ConsultingPage({ site, desk, poll, keys, state, counts, found }: Props) {
  return (
    <DeskPage
      site={site}
      desk={desk}
      title="Liste des votants"
      description="Qui a voté, et par quel chemin."
      current="/agents/scrutins"
      trail={[{ label: poll.manifest.title, href: `/agents/scrutins/${poll.slug}` }]}
    >
      <PageHeader
        kicker={poll.manifest.title}
        title="Liste des votants"
        lead="Chaque consultation est notée, avec sa raison. Rien ici ne dit ce qu’une personne a choisi."
      />
      {counts.size > 0 && (
        <Facts
          facts={[...counts].map(([evidence, count]) => ({ label: EVIDENCE_WORDS[evidence], value: String(count) }))}
        />
      )}
      <Form action={pathIn(poll, 'liste')} keys={keys()} state={state}>
        <TextField
          name="nom"
          label="Nom de naissance"
          hint="Ou ses premières lettres, deux au moins."
          autocomplete="off"
          maxlength={100}
          state={state}
        />
        <ChoiceField
          name="raison"
          label="Pourquoi"
          options={CONSULTING_REASONS.map((value) => ({ value, label: REASON_WORDS[value] }))}
          state={state}
        />
        <SubmitRow label="Consulter la liste" />
      </Form>
      {found && <Found found={found} />}
    </DeskPage>
  )
}

function Found({ found }: { readonly found: readonly Listed[] }) {
  const isCut = found.length === MOST_LINES
  return (
    <Section
      id="trouves"
      title="Personnes trouvées"
      lead={isCut ? `Les ${MOST_LINES} premières : écrivez plus de lettres pour voir les autres.` : undefined}
    >
      <DataTable
        caption="Personnes qui ont voté sous ce nom"
        captionHidden
        rows={found}
        columns={[
          { header: 'Nom de naissance', namesRow: true, cell: ({ birthName }) => birthName },
          { header: 'Prénom', cell: ({ firstName }) => firstName },
          { header: 'Année de naissance', align: 'end', cell: ({ birthYear }) => String(birthYear) },
          { header: 'Comment', cell: ({ evidence }) => EVIDENCE_WORDS[evidence] },
          // The day alone: with the minute, the public log would tell which ballot is whose.
          { header: 'Jour', cell: ({ markedOn }) => formatDay(dayIn(markedOn)) },
        ]}
        empty={
          <EmptyState title="Personne n’a voté sous ce nom.">
            <p>Vérifiez qu’il s’agit du nom de naissance, écrit comme la personne l’a tapé.</p>
          </EmptyState>
        }
      />
    </Section>
  )
}
