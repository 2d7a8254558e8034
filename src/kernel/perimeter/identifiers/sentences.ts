import { french, frenchNumber } from '#kernel/french'
import { isLaPoste, luhnSteps, luhnSum } from './key.ts'
import type { NumberRefusal } from './read.ts'

/** What to do when a number is refused. */
export const NUMBER_SENTENCES: Readonly<Record<NumberRefusal, string>> = {
  'broken-by-spreadsheet': french`Un tableur a transformé ce numéro : ses derniers chiffres sont perdus. Reprenez le numéro d'origine et, dans le tableur, mettez la colonne au format « Texte ».`,
  'rna-wrong-form': french`Un numéro RNA commence par W, suivi de 9 chiffres. Recopiez-le depuis le récépissé de la préfecture.`,
  letters: french`Un SIREN ou un SIRET n'a que des chiffres. Enlevez les lettres et les signes.`,
  'wrong-length': french`Écrivez les 9 chiffres du SIREN ou les 14 chiffres du SIRET, sans oublier les zéros du début.`,
  'only-zeros': french`Ce numéro n'est celui de personne. Recopiez-le depuis un courrier de l'Insee ou un avis de situation Sirene.`,
  'wrong-key': french`Il y a une faute dans ce numéro : sa clé de contrôle n'est pas juste. Vérifiez chaque chiffre, et qu'aucun n'est inversé.`,
}

/**
 * Why a number bears its key or not, to be done again by hand.
 *
 * @param digits  9 or 14 digits
 */
export function sentenceOfKey(digits: string): string {
  const sum = luhnSum(digits)
  const terms = luhnSteps(digits).map(({ counted }) => counted)
  const said = french`En partant de la droite, on double un chiffre sur deux, et on retire 9 à ce qui dépasse 9. Ici : ${terms.join(' + ')} = ${frenchNumber(sum)}.`
  if (sum % 10 === 0) return french`${said} C'est un multiple de 10 : la clé est juste.`
  if (isLaPoste(digits)) {
    return french`${said} Ce n'est pas un multiple de 10, mais La Poste a sa propre règle : la somme simple de ses chiffres est un multiple de 5.`
  }
  return french`${said} Ce n'est pas un multiple de 10 : un chiffre est faux.`
}
