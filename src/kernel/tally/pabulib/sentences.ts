import { french } from '#kernel/french'
import type { Oddity, OddityKind } from '../model.ts'
import type { FaultKind, ReadingFault } from './faults.ts'

/** Says in French what is wrong, where, and what to do: « Ligne 84 : … ». */
export function sentenceOf(fault: ReadingFault): string {
  return located(fault.line, FAULTS[fault.kind](fault))
}

/** Says in French what is odd, where, and what was understood. */
export function sentenceOfOddity(oddity: Oddity): string {
  return located(oddity.line, ODDITIES[oddity.kind](oddity.detail))
}

function located(line: number, sentence: string): string {
  // The number as editors show it: not grouped by three.
  return line > 0 ? french`Ligne ${String(line)} : ` + sentence : sentence[0]!.toUpperCase() + sentence.slice(1)
}

const COLUMN_NAMES: Readonly<Record<string, string>> = { budget: 'le budget', cost: 'le coût', points: 'les points' }

/** « le coût », and the way it is written: « « -5 » ». */
const what = ({ subject }: ReadingFault) => COLUMN_NAMES[subject] ?? subject
const asWritten = ({ found }: ReadingFault) => (found === '' ? '' : french` « ${found} »`)

const FAULTS: Readonly<Record<FaultKind, (fault: ReadingFault) => string>> = {
  'file-too-large': ({ subject, found }) =>
    french`le fichier pèse ${subject} Mo et la limite est de ${found} Mo. Vérifiez que c'est bien un fichier de votes.`,
  'file-empty': () =>
    french`le fichier est vide. Choisissez un fichier .pb avec ses trois parties META, PROJECTS et VOTES.`,
  'file-binary': () =>
    french`ce n'est pas du texte. Choisissez un fichier .pb enregistré comme texte, et non un classeur ou une archive.`,
  'not-utf8': () =>
    french`les lettres ne sont pas en UTF-8. Ouvrez le fichier dans un éditeur de texte ou un tableur, enregistrez en UTF-8, puis recommencez.`,
  'file-truncated': ({ subject, found }) =>
    french`le fichier annonce ${Number(subject)} votes (num_votes) et n'en contient que ${Number(found)}. Il est sans doute coupé : prenez-le à nouveau. S'il est complet, corrigez num_votes.`,
  'quote-unclosed': () =>
    french`un guillemet " est ouvert et n'est jamais refermé. Refermez-le, ou prenez le fichier à nouveau s'il est coupé.`,
  'text-after-quote': () =>
    french`il y a du texte juste après un guillemet " fermé. Mettez toute la case entre guillemets, et doublez ceux qui sont dedans.`,
  'cells-missing': ({ subject, found }) =>
    french`il y a ${Number(found)} case(s) au lieu de ${Number(subject)}. Complétez la ligne, ou prenez le fichier à nouveau s'il est coupé.`,
  'cells-in-excess': ({ subject, found }) =>
    subject === ''
      ? french`il y a plus de ${Number(found)} cases. Vérifiez que c'est bien un fichier de votes.`
      : french`il y a ${Number(found)} cases au lieu de ${Number(subject)}. Si un texte contient un point-virgule, mettez-le entre guillemets ".`,
  'section-missing': ({ subject }) =>
    french`la partie ${subject} manque. Ajoutez la ligne ${subject}, ou prenez le fichier à nouveau s'il est coupé.`,
  'section-misplaced': ({ subject }) =>
    french`la partie ${subject} n'est pas à sa place. Mettez une seule fois META, puis PROJECTS, puis VOTES.`,
  'header-missing': ({ subject, found }) =>
    french`la ligne des titres manque${found === '' ? '' : french` (lu : « ${found} »)`}. Écrivez ici « ${subject} », avec des points-virgules.`,
  'column-missing': ({ subject, found }) =>
    french`la colonne « ${subject} » manque (lu : « ${found} »). Ajoutez-la ou corrigez son titre.`,
  'column-repeated': ({ subject }) => french`la colonne « ${subject} » est là deux fois. Gardez-en une seule.`,
  'key-missing': ({ subject }) =>
    french`la partie META, qui finit ici, ne donne pas « ${subject} ». Ajoutez une ligne « ${subject};… ».`,
  'key-contradicted': ({ subject, found }) =>
    french`« ${subject} » est déjà donné plus haut avec une autre valeur (« ${found} »). Gardez une seule des deux lignes.`,
  'vote-type-unknown': ({ found }) =>
    french`le type de vote « ${found} » n'est pas connu. Écrivez approval, choose-1, cumulative, scoring ou ordinal.`,
  'number-missing': (fault) => french`${what(fault)} manque. Écrivez un nombre plus grand que zéro.`,
  'number-negative': (fault) =>
    french`${what(fault)}${asWritten(fault)} : un nombre négatif n'est pas possible ici. Écrivez un nombre plus grand que zéro.`,
  'number-zero': (fault) =>
    french`${what(fault)} : zéro n'est pas possible ici. Écrivez un nombre plus grand que zéro.`,
  'number-has-comma': (fault) =>
    french`${what(fault)}${asWritten(fault)} : la virgule peut se lire de deux façons. Écrivez un point devant les décimales, par exemple 1250.50.`,
  'number-has-separators': (fault) =>
    french`${what(fault)}${asWritten(fault)} : il y a des espaces ou des signes entre les chiffres. Écrivez les chiffres à la suite, par exemple 1250000 ou 1250.50.`,
  'number-too-long': (fault) =>
    fault.found === ''
      ? french`${what(fault)} : leur total est trop long pour être compté exactement. Donnez moins de décimales.`
      : french`${what(fault)}${asWritten(fault)} : ce nombre est trop long pour être compté. Vérifiez-le (15 chiffres au plus, et 9 après le point).`,
  'number-unreadable': (fault) =>
    french`${what(fault)}${asWritten(fault)} : ce n'est pas un nombre. Écrivez des chiffres seuls, sans unité, par exemple 1250 ou 1250.50.`,
  'project-id-missing': () => french`ce projet n'a pas de numéro. Remplissez la colonne project_id.`,
  'project-id-has-comma': ({ subject }) =>
    french`le numéro de projet « ${subject} » contient une virgule, qui sert à séparer les choix. Changez ce numéro, ici et dans les votes.`,
  'project-repeated': ({ subject }) =>
    french`le projet « ${subject} » est déjà dans la section PROJECTS. Gardez une seule des deux lignes.`,
  'project-missing': () => french`la section PROJECTS ne contient aucun projet. Ajoutez une ligne par projet.`,
  'projects-in-excess': ({ subject }) =>
    french`la section PROJECTS contient plus de ${Number(subject)} projets. Vérifiez que c'est bien un fichier de votes.`,
  'votes-missing': () => french`la section VOTES ne contient aucun vote. Ajoutez une ligne par votant.`,
  'project-unknown': ({ subject }) =>
    french`le projet « ${subject} » n'existe pas dans la section PROJECTS. Corrigez le vote ou ajoutez le projet.`,
  'choice-missing': () => french`il manque un choix entre deux virgules. Corrigez la liste, par exemple 3,7,12.`,
  'choices-in-excess': ({ subject }) =>
    french`ce vote porte ${Number(subject)} choix, et le type de vote choose-1 n'en permet qu'un. Corrigez le vote ou le type de vote.`,
  'points-mismatched': ({ subject, found }) =>
    french`il y a ${Number(subject)} choix et ${Number(found)} nombre(s) de points. Donnez un nombre de points à chaque choix.`,
  'points-contradicted': ({ subject }) =>
    french`le projet « ${subject} » reçoit deux nombres de points différents dans le même vote. Gardez-en un seul.`,
}

const ODDITIES: Readonly<Record<OddityKind, (detail: string) => string>> = {
  'budget-has-decimals': (detail) => french`le budget est écrit avec des décimales (${detail}) ; il est lu exactement.`,
  'choice-repeated': (detail) =>
    french`le projet « ${detail} » est choisi deux fois dans le même vote ; il compte une fois.`,
  'column-unknown': (detail) =>
    french`la colonne « ${detail} » n'est pas dans le format ; elle est gardée telle quelle.`,
  'count-differs': (detail) =>
    french`le fichier annonce un autre nombre (${detail}) ; c'est ce qui s'y trouve qui est compté.`,
  'empty-ballot': () => french`ce vote est blanc ; la personne compte parmi les votants.`,
  'project-dearer-than-budget': (detail) =>
    french`le projet « ${detail} » coûte plus que tout le budget ; il ne peut pas gagner.`,
  'ballot-outside-limits': (detail) =>
    french`ce vote dépasse les limites annoncées (${detail}) ; il est compté tel qu'il est.`,
  'voter-repeated': (detail) => french`le votant « ${detail} » est déjà plus haut ; les deux votes sont comptés.`,
  'separator-trailing': () => french`il y a des séparateurs de trop en fin de ligne ou de liste ; ils sont passés.`,
  'separator-in-value': (detail) =>
    french`la valeur de « ${detail} » contient un point-virgule sans guillemets ; elle est gardée entière.`,
  'key-repeated': (detail) => french`« ${detail} » est déjà donné plus haut ; la première valeur est gardée.`,
  'oddities-in-excess': (detail) => french`il y a ${Number(detail)} autres remarques, qui ne sont pas gardées.`,
  'line-blank': () => french`la ligne est vide ; elle est passée.`,
  'quote-literal': () =>
    french`des guillemets " entourent le début d'une case et non toute la case ; ils sont gardés tels quels.`,
  'limit-unreadable': (detail) =>
    french`cette valeur n'est pas un nombre entier de 15 chiffres au plus (${detail}) ; elle n'est pas vérifiée.`,
  'points-zero': (detail) => french`le projet « ${detail} » reçoit 0 point ; c'est comme s'il n'était pas choisi.`,
}
