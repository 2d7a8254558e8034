import type { Context as HonoContext } from 'hono'
import type { Role } from '#platform/sessions'
import type { DeskFrame } from '#ui/desk'
import type { FormState, HiddenKeys } from '#ui/form'
import type { SiteFrame } from '#ui/page'
import type { Asked, Assembly, Room } from '../../sealed/assembly/model.ts'
import * as store from '../../store/assemblies/index.ts'
import { type House, shellOf } from '../seated.ts'

export const ASSEMBLIES_PATH = '/agents/assemblees'
export const ASSEMBLIES = { label: 'Assemblées', href: ASSEMBLIES_PATH } as const
export const ONE = `${ASSEMBLIES_PATH}/:slug{[a-z0-9-]{1,80}}`

/** Who convenes assemblies and holds their sessions. */
export const CONVENERS: readonly Role[] = ['agent', 'administrator']

export type Shell = { readonly site: SiteFrame; readonly desk: DeskFrame; readonly keys: HiddenKeys }

/** What every page of one assembly is drawn with. */
export type Held = Shell & {
  readonly assembly: Assembly
  readonly room: Room
  readonly questions: readonly Asked[]
  readonly state: FormState
}

/** The assembly of the address with all that is known of it; undefined: there is none. */
export async function readHeld(c: HonoContext, house: House, state: FormState): Promise<Held | undefined> {
  const { db } = house.context
  const assembly = await store.findAssembly(db, c.req.param('slug') ?? '')
  if (!assembly) return undefined
  const room = await store.readRoom(db, assembly.id)
  const questions = await store.listQuestions(db, assembly.id)
  return { ...(await shellOf(c, house)), assembly, room, questions, state }
}

export function pathOf({ slug }: Pick<Assembly, 'slug'>, part = ''): string {
  return part === '' ? `${ASSEMBLIES_PATH}/${slug}` : `${ASSEMBLIES_PATH}/${slug}/${part}`
}

export function trailOf(assembly: Assembly) {
  return [ASSEMBLIES, { label: assembly.title, href: pathOf(assembly) }]
}

export const STATE_WORDS: Readonly<Record<Assembly['state'], string>> = {
  preparation: 'En préparation',
  session: 'Séance ouverte',
  over: 'Finie',
}

export const QUESTION_WORDS: Readonly<Record<Asked['state'], string>> = {
  waiting: 'À poser',
  open: 'Vote ouvert',
  closed: 'Vote fini',
}
