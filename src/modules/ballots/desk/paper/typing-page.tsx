import { DeskPage } from '#ui/desk'
import { Disclosure } from '#ui/disclosure'
import { Form, type FormState, SubmitRow, TextArea } from '#ui/form'
import { formatCount } from '#ui/format'
import { PageHeader } from '#ui/heading'
import { Notice } from '#ui/message'
import { type Batch, positionsOf } from '../../sealed/paper.ts'
import { pathIn, type Seated } from '../seated.ts'

/** `/agents/scrutins/:slug/papier/lots/:number/saisie/:turn`: one line a paper. */
export function TypingPage(
  props: Seated & {
    readonly batch: Batch
    readonly turn: 1 | 2
    /** Why this person may not type now. */
    readonly obstacle: string | undefined
    readonly state: FormState
    readonly isKept: boolean
  },
) {
  const { site, desk, poll, keys, batch, turn, state, obstacle } = props
  const path = pathIn(poll, `papier/lots/${batch.number}`)
  const positions = positionsOf(batch, turn)
  const title = `Lot ${batch.number}, ${turn === 1 ? 'première' : 'deuxième'} saisie`
  const trail = [
    { label: 'Bulletins en papier', href: pathIn(poll, 'papier') },
    { label: `Lot ${batch.number}`, href: path },
  ]
  return (
    <DeskPage
      site={site}
      desk={desk}
      title={title}
      description="Une ligne par papier."
      current="/agents/scrutins"
      trail={trail}
    >
      <PageHeader
        kicker={`${poll.manifest.title}, ${batch.sheet.place}`}
        title={title}
        lead={`${formatCount(positions.length, 'papier', 'papiers')} à saisir, dans l’ordre de leurs numéros. Une ligne par papier, puis Entrée.`}
      />
      {props.isKept && <Notice kind="success" title="C’est enregistré. Continuez maintenant ou plus tard." />}
      {turn === 2 && batch.sample && (
        <Notice kind="info" title={`Saisissez seulement ces papiers, tirés au sort : ${batch.sample.join(', ')}.`} />
      )}
      {obstacle !== undefined ? (
        <Notice kind="warning" title={obstacle}>
          <a href={path}>Revenir au lot {batch.number}</a>
        </Notice>
      ) : (
        <Form action={`${path}/saisie/${turn}`} keys={keys} state={state}>
          <TextArea
            name="papiers"
            label="Les papiers, un par ligne"
            hint={hintOf(poll.manifest)}
            rows={Math.min(30, Math.max(8, positions.length))}
            state={state}
          />
          <SubmitRow
            label="Terminer la saisie"
            others={[{ label: 'Enregistrer et continuer plus tard', name: 'suite', value: 'plus-tard' }]}
            ways={[{ label: 'Revenir au lot', href: path }]}
          />
        </Form>
      )}
      <Numbers poll={poll} />
    </DeskPage>
  )
}

function Numbers({ poll }: Pick<Seated, 'poll'>) {
  return (
    <Disclosure summary="Les numéros des projets">
      <ol>
        {poll.manifest.options.map(({ name, place }) => (
          <li>{place === undefined ? name : `${name} (${place})`}</li>
        ))}
      </ol>
    </Disclosure>
  )
}

function hintOf({ kind, choices }: Seated['poll']['manifest']): string {
  if (kind === 'yes-no-abstain')
    return 'Une lettre par question, dans l’ordre : o (oui), n (non), a (abstention). Papier blanc : b. Papier nul : nul.'
  if (kind === 'scores') return 'Une note par projet, dans l’ordre. Papier blanc : b. Papier nul : nul.'
  return `Les numéros des projets, ${choices.maximum} au plus, séparés par une espace : « 3 7 12 ». Papier blanc : b. Papier nul : nul ou n.`
}
