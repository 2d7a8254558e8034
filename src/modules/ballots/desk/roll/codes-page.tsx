import { DeskPage } from '#ui/desk'
import { ChoiceField, Form, type FormState, SubmitRow, TextField } from '#ui/form'
import { PageHeader, Section } from '#ui/heading'
import { EmptyState, Notice } from '#ui/message'
import { DataTable } from '#ui/table'
import { BATCH_KINDS, type CodeBatch } from '../../store/roll/index.ts'
import { pathIn } from '../seated.ts'
import type { RollShell } from './found.ts'
import { CODES_SENTENCES, KIND_WORDS, stateOf } from './words.ts'

type Props = RollShell & { readonly batches: readonly CodeBatch[]; readonly state: FormState }

/** `/agents/scrutins/:slug/codes`: the batches of printed codes, a new one, and whose batch a code is of. */
export function CodesPage(props: Props) {
  const { site, desk, poll } = props
  return (
    <DeskPage
      site={site}
      desk={desk}
      title="Codes imprimés"
      description="Les lots de codes imprimés d’un vote."
      current="/agents/scrutins"
      trail={[{ label: poll.manifest.title, href: `/agents/scrutins/${poll.slug}` }]}
    >
      <PageHeader
        kicker={poll.manifest.title}
        title="Codes imprimés"
        lead="Pour une classe, un foyer ou des lettres : chaque personne tape son code, son nom et sa date de naissance. Aucune liste de noms n’est demandée."
      />
      <Batches {...props} />
      <NewBatch {...props} />
      <Search {...props} />
    </DeskPage>
  )
}

function Batches({ poll, batches }: Props) {
  return (
    <Section id="lots" title="Les lots" lead="On voit combien de codes ont servi, jamais qui les a utilisés.">
      <DataTable
        caption="Lots de codes imprimés"
        captionHidden
        rows={batches}
        columns={[
          {
            header: 'Lot',
            namesRow: true,
            cell: ({ number }) => <a href={pathIn(poll, `codes/lots/${number}`)}>Lot {number}</a>,
          },
          { header: 'Remis à', cell: ({ handedTo }) => handedTo },
          { header: 'Codes', align: 'end', cell: ({ codeCount }) => codeCount },
          { header: 'Utilisés', align: 'end', cell: ({ usedCount }) => usedCount },
          { header: 'Où il en est', cell: stateOf },
        ]}
        empty={<EmptyState title="Aucun lot pour le moment." />}
      />
    </Section>
  )
}

function NewBatch({ poll, keys, state }: Props) {
  const isForeseen = poll.manifest.evidence.includes('code')
  const isOver = poll.stage !== 'waiting' && poll.stage !== 'open'
  return (
    <Section id="nouveau" title="Faire un nouveau lot">
      {!isForeseen || isOver ? (
        <Notice kind="info" title={CODES_SENTENCES[isOver ? 'vote-over' : 'codes-not-foreseen']} />
      ) : (
        <Form action={pathIn(poll, 'codes')} keys={keys()} state={state}>
          <ChoiceField
            name="sorte"
            label="Pour qui"
            options={BATCH_KINDS.map((value) => ({ value, label: KIND_WORDS[value] }))}
            state={state}
          />
          <TextField
            name="remis"
            label="Remis à"
            hint="Par exemple « Collège Jean-Moulin, 5e B ». N’écrivez le nom d’aucun votant."
            maxlength={120}
            state={state}
          />
          <TextField
            name="nombre"
            label="Nombre de codes"
            hint="Un par personne, et quelques-uns de plus."
            inputmode="numeric"
            width={4}
            state={state}
          />
          <SubmitRow label="Faire les codes" />
        </Form>
      )}
    </Section>
  )
}

function Search({ poll, keys, state }: Props) {
  return (
    <Section
      id="chercher"
      title="De quel lot vient un code ?"
      lead="Pour une feuille retrouvée, ou une personne qui appelle."
    >
      <Form action={pathIn(poll, 'codes/chercher')} keys={keys()} state={state.errors.code ? state : undefined}>
        <TextField
          name="code"
          label="Le code"
          hint="Douze lettres et chiffres, par exemple 7KX4 9TQM 2BRA."
          autocomplete="off"
          spellcheck={false}
          width={16}
          state={state}
        />
        <SubmitRow label="Chercher le lot" weight="main" />
      </Form>
    </Section>
  )
}
