import type { Context as HonoContext } from 'hono'
import type { Context } from '#platform/context'
import { FORM_SENTENCES, formKeys, readForm, sentFields } from '#platform/sessions'
import { EMPTY_FORM, Form, type FormState, type HiddenKeys, SubmitRow, TextField } from '#ui/form'
import { Facts } from '#ui/list'
import { findLedBatch } from '../../commands/roll/index.ts'
import type { CodeBatch } from '../../store/roll/index.ts'
import { VotePage } from '../vote/parts.tsx'
import type { Visit } from '../vote/visit.ts'

type Led = {
  readonly visit: Visit
  readonly keys: HiddenKeys
  readonly state?: FormState
  /** Once its word is typed. */
  readonly batch?: CodeBatch
}

/** `/scrutins/:slug/voter/lot`: for who hands printed codes out, how many of theirs were used; never by whom. */
function LeaderPage({ visit, keys, state = EMPTY_FORM, batch }: Led) {
  return (
    <VotePage
      visit={visit}
      title={batch ? `Lot ${batch.number}` : 'Suivre un lot de codes'}
      lead={
        batch
          ? batch.handedTo
          : 'Vous distribuez des codes imprimés ? Le lot et son mot de passe sont sur votre feuille.'
      }
    >
      {batch && (
        <Facts
          facts={[
            { label: 'Codes', value: String(batch.codeCount) },
            { label: 'Utilisés', value: String(batch.usedCount) },
            { label: 'Pas encore utilisés', value: String(batch.codeCount - batch.usedCount) },
            { label: 'Où il en est', value: batch.withdrawnAt ? 'Retiré : ses codes ne servent plus' : 'En service' },
          ]}
        />
      )}
      <Form action={pathOf(visit)} keys={keys} state={state}>
        <TextField name="lot" label="Numéro du lot" inputmode="numeric" width={4} state={state} />
        <TextField
          name="mot"
          label="Mot de passe du lot"
          hint="Huit chiffres, par exemple 12 34 56 78."
          inputmode="numeric"
          autocomplete="off"
          width={14}
          state={state}
        />
        <SubmitRow label={batch ? 'Compter de nouveau' : 'Voir combien ont servi'} />
      </Form>
    </VotePage>
  )
}

export function showLeader(context: Context, visit: Visit, c: HonoContext): Response | Promise<Response> {
  return c.html(<LeaderPage visit={visit} keys={formKeys(c, context)} />)
}

export async function follow(context: Context, visit: Visit, c: HonoContext): Promise<Response> {
  const form = await readForm(c, context)
  const { fields: sent } = form.ok ? form.value : await sentFields(c)
  const again = (state: FormState) =>
    c.html(<LeaderPage visit={visit} keys={formKeys(c, context)} state={state} />, 422)
  if (!form.ok) return again({ values: sent, errors: {}, problem: FORM_SENTENCES[form.refusal] })
  const number = /^\d{1,5}$/.exec((sent.lot ?? '').trim())?.[0]
  const word = (sent.mot ?? '').replaceAll(/\D/g, '')
  const led = await findLedBatch(context, { poll: visit.poll, number: Number(number ?? 0), word })
  if (!led.ok) return again({ values: sent, errors: { mot: UNKNOWN } })
  // The word goes on in the form, for who counts again.
  return c.html(
    <LeaderPage visit={visit} keys={formKeys(c, context)} state={{ values: sent, errors: {} }} batch={led.value} />,
  )
}

const UNKNOWN = 'Ce lot et ce mot de passe ne vont pas ensemble. Relisez votre feuille.'

function pathOf({ paths }: Visit): string {
  return `${paths.poll}/voter/lot`
}
