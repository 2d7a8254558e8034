import type { Context } from '#platform/context'
import type { Role } from '#platform/sessions'
import type { SiteFrame } from '#ui/page'

export type House = { readonly context: Context; readonly frame: SiteFrame }

export const READERS: readonly Role[] = ['agent', 'administrator']
/** Who records what was signed outside: what follows cannot be undone. */
export const RECORDERS: readonly Role[] = ['administrator']
