import { french } from '#kernel/french'
import type { CombineFault, QrFault, WordsFault } from './model.ts'

/** Says in French what is wrong with the words of a share, and what to do. */
export function sentenceOfWordsFault(fault: WordsFault): string {
  if (fault.kind === 'unknown-word') return sentenceOfWord(fault)
  if (fault.kind === 'wrong-count') {
    return french`Il y a ${fault.count} mots, il en faut 25. Comparez avec la feuille : un mot manque, ou est tapé deux fois.`
  }
  return WORDS[fault.kind]
}

export function sentenceOfQrFault(fault: QrFault): string {
  return QR[fault]
}

export function sentenceOfCombineFault(fault: CombineFault): string {
  return COMBINE[fault]
}

function sentenceOfWord({ word, position, near }: WordsFault & { readonly kind: 'unknown-word' }): string {
  const said = french`Le mot numéro ${position}, « ${word} », n'est pas dans la liste.`
  return near === undefined
    ? `${said} ${french`Relisez-le sur la feuille et corrigez-le.`}`
    : `${said} ${french`Est-ce « ${near} » ? Relisez la feuille et corrigez-le.`}`
}

const WORDS: Readonly<Record<Exclude<WordsFault['kind'], 'unknown-word' | 'wrong-count'>, string>> = {
  'number-missing': french`Tapez d'abord le numéro de la part, celui qui est en haut de la feuille, puis ses 25 mots.`,
  'wrong-checksum': french`Tous les mots existent, mais ils ne vont pas ensemble. Vérifiez le numéro de la part, l'ordre des mots, et chaque mot avec la feuille.`,
}

const QR: Readonly<Record<QrFault, string>> = {
  'not-a-share': french`Ce code n'est pas celui d'une part de clé. Montrez le code imprimé sur la feuille de la part.`,
  damaged: french`Ce code est abîmé ou mal lu. Essayez à nouveau, ou tapez les 25 mots de la feuille.`,
}

const COMBINE: Readonly<Record<CombineFault, string>> = {
  'same-share-twice': french`La même part a été donnée deux fois. Il faut des parts différentes : demandez la sienne à un autre membre.`,
  'too-few': french`Il manque des parts pour ouvrir. Demandez la sienne à un autre membre du bureau.`,
  'of-another-key': french`Ces parts ne donnent pas la clé de ce vote. Vérifiez que chaque feuille porte bien le nom de ce vote.`,
}
