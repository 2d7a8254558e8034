import type { Child } from 'hono/jsx'
import type { Link } from '#ui/action'
import { type DeskFrame, DeskPage } from '#ui/desk'
import type { HiddenKeys } from '#ui/form'
import type { SiteFrame } from '#ui/page'
import { BUDGET_DESK } from './parts.tsx'

/** What every page of the desk is given. */
export type Around = {
  readonly site: SiteFrame
  readonly desk: DeskFrame
  /** Who opens credits, engages and signs. */
  readonly isFinance: boolean
  readonly keysFor: () => HiddenKeys
}

/** A page under « Budget et paiements ». */
export function BudgetPage(
  props: Pick<Around, 'site' | 'desk'> & {
    readonly title: string
    readonly description: string
    /** Pages between « Budget et paiements » and this one. */
    readonly above?: readonly Link[] | undefined
    readonly publicFace?: Link | undefined
    readonly children?: Child
  },
) {
  const { above = [], children, ...page } = props
  const trail = [{ label: 'Budget et paiements', href: BUDGET_DESK }, ...above]
  return (
    <DeskPage {...page} current={BUDGET_DESK} trail={trail}>
      {children}
    </DeskPage>
  )
}
