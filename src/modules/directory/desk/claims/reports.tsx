import { Hono, type Context as HonoContext } from 'hono'
import { contextOf, deskFrame, formKeys, having, readForm, theVisitor } from '#platform/sessions'
import { type DeskFrame, DeskPage } from '#ui/desk'
import { BoxField, EMPTY_FORM, Form, type FormState, type HiddenKeys, SubmitRow, TextArea } from '#ui/form'
import { formatInstant } from '#ui/format'
import { PageHeader, Section } from '#ui/heading'
import { EmptyState, Notice } from '#ui/message'
import type { SiteFrame } from '#ui/page'
import { DataTable } from '#ui/table'
import { REPORT_LIMITS, REPORT_WORDS } from '../../claims/reports.ts'
import { ANSWER_REFUSALS } from '../../claims/sentences.ts'
import { answerReport } from '../../commands/claims/index.ts'
import { shownName } from '../../names.ts'
import { type House, refusedState, staleState } from '../../pages/claims/forms.ts'
import * as store from '../../store/claims/index.ts'
import { READERS } from './roles.ts'

const PATH = '/agents/annuaire/signalements'
const TITLE = 'Signalements'
const ID = ':id{[0-9a-f-]{36}}'

/** `/agents/annuaire/signalements`: errors people report, and requests not to be shown, each with its clock. */
export function reportDeskRoutes(house: House): Hono {
  const { context, frame } = house
  const desk = new Hono()

  desk.get(PATH, having(READERS), async (c) => {
    const [waiting, answered] = await Promise.all([
      store.listWaitingReports(context.db, 200),
      store.listAnsweredReports(context.db, 20),
    ])
    const page = { waiting, answered, now: context.now() }
    return c.html(<ReportsPage site={frame} desk={await deskFrame(c, context)} {...page} />)
  })
  desk.get(`${PATH}/${ID}`, having(READERS), (c) => show(c, house, EMPTY_FORM, 200))

  desk.post(`${PATH}/${ID}`, having(READERS), async (c) => {
    const form = await readForm(c, context)
    if (!form.ok) return show(c, house, await staleState(c, form.refusal), 422)
    const { fields, submission } = form.value
    const withdraws = fields.suite === 'retirer'
    if (withdraws && fields.sur !== 'oui') {
      return show(c, house, { values: fields, errors: { sur: ANSWER_REFUSALS['not-confirmed'] } }, 422)
    }
    // Whoever asked for shelter would read that it is done, and stay in sight.
    if (!withdraws && fields.sur === 'oui') {
      return show(c, house, { values: fields, errors: { sur: ANSWER_REFUSALS.contradicts } }, 422)
    }
    const acting = contextOf(context, await theVisitor(c))
    const told = { reportId: c.req.param('id'), answer: fields.reponse ?? '', withdraws }
    const answered = await answerReport(acting, { submission, ...told })
    if (answered.ok) return c.redirect(PATH, 303)
    if (answered.refusal === 'answer-missing') {
      return show(c, house, { values: fields, errors: { reponse: ANSWER_REFUSALS['answer-missing'] } }, 422)
    }
    return show(c, house, refusedState(fields, ANSWER_REFUSALS, answered.refusal), 422)
  })
  return desk
}

async function show(c: HonoContext, { context, frame }: House, state: FormState, status: 200 | 422) {
  const report = await store.findReport(context.db, { id: c.req.param('id') ?? '' })
  if (!report) return c.notFound()
  const page = { report, state, now: context.now(), keys: formKeys(c, context) }
  return c.html(<ReportPage site={frame} desk={await deskFrame(c, context)} {...page} />, status)
}

type Shell = { readonly site: SiteFrame; readonly desk: DeskFrame; readonly now: Date }

function ReportsPage(
  props: Shell & { readonly waiting: readonly store.ReportRow[]; readonly answered: readonly store.ReportRow[] },
) {
  const { site, desk, waiting, answered, now } = props
  return (
    <DeskPage
      site={site}
      desk={desk}
      title={TITLE}
      description="Ce que les gens signalent sur l’annuaire."
      current={PATH}
    >
      <PageHeader title={TITLE} lead="Les demandes de retrait d’abord : vous avez 24 heures." />
      <Section id="attente" title="À traiter">
        <DataTable<store.ReportRow>
          caption="Signalements à traiter"
          captionHidden
          rows={waiting}
          columns={[
            {
              header: 'Structure',
              namesRow: true,
              cell: ({ id, title }) => <a href={`${PATH}/${id}`}>{shownName(title) || 'Structure retirée'}</a>,
            },
            { header: 'Quoi', cell: ({ kind }) => REPORT_WORDS[kind] },
            { header: 'Reçu', cell: ({ receivedAt }) => formatInstant(receivedAt) },
            { header: 'Temps qui reste', cell: ({ dueAt }) => timeLeft(dueAt, now) },
          ]}
          empty={<EmptyState title="Aucun signalement n’attend." />}
        />
      </Section>
      {answered.length > 0 && (
        <Section id="faits" title="Traités en dernier">
          <ul>
            {answered.map(({ id, reference, title, kind, answeredAt }) => (
              <li>
                <a href={`${PATH}/${id}`}>{reference}</a>, {shownName(title) || 'structure retirée'} :{' '}
                {REPORT_WORDS[kind]} ({answeredAt !== null && formatInstant(answeredAt)})
              </li>
            ))}
          </ul>
        </Section>
      )}
    </DeskPage>
  )
}

function ReportPage(
  props: Shell & { readonly report: store.ReportRow; readonly state: FormState; readonly keys: HiddenKeys },
) {
  const { site, desk, report, state, keys, now } = props
  const { title, slug, reference, kind, body, email, receivedAt, dueAt, answer, answeredAt } = report
  const name = shownName(title) || 'Structure retirée'
  return (
    <DeskPage
      site={site}
      desk={desk}
      title={`${reference}, ${name}`}
      description="Un signalement sur l’annuaire."
      current={PATH}
      trail={[{ label: TITLE, href: PATH }]}
      publicFace={title === '' ? undefined : { label: 'Voir la page', href: `/annuaire/${slug}` }}
    >
      <PageHeader kicker={reference} title={name} lead={REPORT_WORDS[kind]} />
      {dueAt !== null && answeredAt === null && (
        <Notice kind={dueAt < now ? 'error' : 'warning'} title={timeLeft(dueAt, now)}>
          <p>
            Répondre avant le {formatInstant(dueAt)}. Dans le doute, retirez : on peut redemander à paraître, on ne peut
            pas faire oublier une adresse.
          </p>
        </Notice>
      )}
      <p>
        Reçu le {formatInstant(receivedAt)}. {email === null ? 'Sans adresse pour répondre.' : `Répondre à ${email}.`}
      </p>
      {body !== '' && <p class="conflict-text">{body}</p>}
      {answeredAt !== null ? (
        <Section id="reponse" title="Réponse faite">
          <p class="conflict-text">{answer}</p>
          <p>Le {formatInstant(answeredAt)}.</p>
        </Section>
      ) : (
        <Section id="repondre" title="Répondre">
          <Form action={`${PATH}/${report.id}`} keys={keys} state={state}>
            <TextArea
              name="reponse"
              label="Votre réponse"
              hint={email === null ? 'Gardée ici : la personne n’a pas laissé d’adresse.' : 'Elle part par e-mail.'}
              state={state}
              rows={4}
              maxlength={REPORT_LIMITS.answer}
            />
            <BoxField
              name="sur"
              label="Pour retirer : oui, cette structure quitte l’annuaire tout de suite, et aucun import ne la fera revenir"
              state={state}
            />
            <SubmitRow
              label="Répondre, et garder la page"
              others={[{ label: 'Répondre, et retirer la structure', name: 'suite', value: 'retirer' }]}
            />
          </Form>
        </Section>
      )}
    </DeskPage>
  )
}

function timeLeft(dueAt: Date | null, now: Date): string {
  if (dueAt === null) return ''
  const minutes = Math.floor((dueAt.getTime() - now.getTime()) / 60_000)
  if (minutes < 0) return 'En retard'
  return minutes < 60 ? `${minutes} min` : `${Math.floor(minutes / 60)} h`
}
