import { french, frenchNumber } from '#kernel/french'
import type { MaskReason, PublishedCell, SecrecyRefusal, SecrecyRule } from './model.ts'

/** What the public reads in a table: « 1 234 », « s » or « nd ». A masked cell is never 0. */
export function signOf(cell: PublishedCell): string {
  return cell.kind === 'value' ? frenchNumber(cell.value) : cell.kind
}

/** The legend under a table, the same whatever the reason: the reason itself would tell something. */
export const SIGN_SENTENCES: Readonly<Record<'s' | 'nd', string>> = {
  s: french`« s » : secret statistique. Le chiffre existe ; le montrer dirait ce que fait une seule entreprise, ici ou dans une case voisine.`,
  nd: french`« nd » : non disponible. La source ne donne pas ce chiffre. Ce n'est pas zéro.`,
}

/** For agents: why a cell is masked. */
export function sentenceOfMask(reason: MaskReason, rule: SecrecyRule): string {
  switch (reason) {
    case 'few-enterprises':
      return french`Moins de ${rule.leastEnterprises} entreprises dans cette case.`
    case 'one-dominates':
      return french`Une seule entreprise fait plus de ${rule.greatestShareBasisPoints / 100} % de cette case.`
    case 'protects-another':
      return french`Sans ce masque, un calcul donnerait une case secrète, ou presque.`
  }
}

export function sentenceOfSecrecyRefusal({ kind, cell }: SecrecyRefusal): string {
  const place = french`« ${cell.row} × ${cell.column} »`
  switch (kind) {
    case 'secret-already-public':
      return french`La case ${place} est secrète, et elle est déjà publiée ailleurs. Ne publiez pas ce tableau, et prévenez qui l'a publiée.`
    case 'cannot-protect':
      return french`La case ${place} se retrouverait à partir de chiffres déjà publiés. Publiez le tableau à une maille plus large.`
  }
}
