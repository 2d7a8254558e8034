import { ButtonLink } from '#ui/action'
import { DeskPage } from '#ui/desk'
import { ChoiceField, Form, type FormState, SubmitRow } from '#ui/form'
import { formatCount, formatInstant } from '#ui/format'
import { PageHeader, Section } from '#ui/heading'
import { Facts } from '#ui/list'
import { Notice } from '#ui/message'
import type { CodeBatch } from '../../store/roll/index.ts'
import { pathIn } from '../seated.ts'
import type { RollShell } from './found.ts'
import { KIND_WORDS, stateOf } from './words.ts'

type Props = RollShell & {
  readonly batch: CodeBatch
  readonly state: FormState
  readonly isDone: boolean
  /** Led here by one of its codes. */
  readonly isFound: boolean
}

/** `/agents/scrutins/:slug/codes/lots/:number`: what a batch has become, its sheets while they can be printed, its end. */
export function BatchPage(props: Props) {
  const { site, desk, poll, batch, state } = props
  const title = `Lot ${batch.number}`
  return (
    <DeskPage
      site={site}
      desk={desk}
      title={title}
      description="Un lot de codes imprimés."
      current="/agents/scrutins"
      trail={[
        { label: poll.manifest.title, href: `/agents/scrutins/${poll.slug}` },
        { label: 'Codes imprimés', href: pathIn(poll, 'codes') },
      ]}
    >
      <PageHeader kicker="Codes imprimés" title={title} lead={batch.handedTo} />
      {state.problem !== undefined && <Notice kind="error" title={state.problem} />}
      {props.isDone && <Notice kind="success" title="C’est enregistré." />}
      {props.isFound && <Notice kind="success" title={`Ce code est du lot ${batch.number}.`} />}
      <Facts
        facts={[
          { label: 'Pour', value: KIND_WORDS[batch.kind] },
          { label: 'Codes', value: String(batch.codeCount) },
          { label: 'Utilisés', value: String(batch.usedCount) },
          { label: 'Pas encore utilisés', value: String(batch.codeCount - batch.usedCount) },
          { label: 'Fait', value: formatInstant(batch.issuedAt) },
          { label: 'Où il en est', value: stateOf(batch) },
        ]}
      />
      {!batch.withdrawnAt && <Sheets {...props} />}
      {!batch.withdrawnAt && <Withdrawal {...props} />}
    </DeskPage>
  )
}

function Sheets({ poll, batch, keys }: Props) {
  const path = (part: string) => pathIn(poll, `codes/lots/${batch.number}/${part}`)
  if (!batch.seed) {
    return (
      <Section id="feuilles" title="Les feuilles">
        <p>Elles sont imprimées. Personne ne peut plus les refaire, nous non plus : en cas de perte, retirez le lot.</p>
      </Section>
    )
  }
  return (
    <Section
      id="feuilles"
      title="Les feuilles à imprimer"
      lead="Les codes n’existent que là. Imprimez, vérifiez, puis dites que c’est fait : plus personne ne pourra les refaire."
    >
      <p>
        <ButtonLink href={path('feuilles.pdf')} icon="print">
          Les feuilles de {formatCount(batch.codeCount, 'code', 'codes')} (PDF)
        </ButtonLink>
      </p>
      <Form action={path('imprime')} keys={keys()}>
        <SubmitRow label="Les feuilles sont imprimées" weight="main" />
      </Form>
    </Section>
  )
}

function Withdrawal({ poll, batch, keys, state }: Props) {
  return (
    <Section
      id="retirer"
      title="Retirer ce lot"
      lead="Les codes que personne n’a utilisés n’ouvrent plus rien. Les votes déjà faits restent."
    >
      <Form action={pathIn(poll, `codes/lots/${batch.number}/retirer`)} keys={keys()}>
        <ChoiceField
          name="raison"
          label="Pourquoi"
          options={[
            { value: 'perdu', label: 'Les feuilles sont perdues ou volées' },
            { value: 'inutile', label: 'Ces codes ne sont plus utiles' },
          ]}
          state={{ ...state, values: { raison: 'perdu', ...state.values } }}
        />
        <SubmitRow label="Retirer le lot" weight="danger" />
      </Form>
    </Section>
  )
}
