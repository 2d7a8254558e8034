import { Hono, type Context as HonoContext } from 'hono'
import { done } from '#kernel/result'
import type { Context } from '#platform/context'
import { deskFrame, formKeys, having } from '#platform/sessions'
import { EMPTY_FORM, type FormState } from '#ui/form'
import type { SiteFrame } from '#ui/page'
import { ALARM_ROLES } from '../../budget/roles.ts'
import { type AlarmRefusal, handleAlarm } from '../../commands/ledger/index.ts'
import { tellAlarms } from '../../store/ledger/index.ts'
import { type House, submit } from '../mirror/submitting.ts'
import { AlarmsPage, PATH } from './alarms-page.tsx'

const ID = ':id{[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}}'
const ON_A_PAGE = 100

/** `/agents/budget/alarmes`: transfers that were asked under the identifier of others. */
export function alarmsDesk(context: Context, frame: SiteFrame): Hono {
  const house = { context, frame }
  const desk = new Hono()
  desk.get(PATH, having(ALARM_ROLES), (c) => show(c, house, EMPTY_FORM, 200))
  desk.post(`${PATH}/${ID}`, having(ALARM_ROLES), (c) =>
    submit(c, house, {
      read: () => done(c.req.param('id') ?? ''),
      act: (acting, { submission }, alarmId) => handleAlarm(acting, { submission, alarmId }),
      sentences: SENTENCES,
      next: () => PATH,
      again: (state) => show(c, house, state, 422),
    }),
  )
  return desk
}

const SENTENCES: Readonly<Record<AlarmRefusal, string>> = {
  'alarm-unknown-or-handled': 'Cette alerte est déjà examinée, ou n’existe pas. La liste ci-dessous est à jour.',
}

async function show(c: HonoContext, { context, frame }: House, state: FormState, status: 200 | 422) {
  const alarms = await tellAlarms(context.db, ON_A_PAGE)
  const page = { alarms, problem: state.problem, keysFor: () => formKeys(c, context) }
  return c.html(<AlarmsPage site={frame} desk={await deskFrame(c, context)} {...page} />, status)
}
