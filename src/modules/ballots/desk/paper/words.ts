import type { PaperReason } from '#kernel/ballot'
import { SUBMISSION_SENTENCES, type SubmissionRefusal } from '#platform/database'
import type { BatchRefusal, BatchStep, LineFault, Paper } from '../../sealed/paper.ts'
import type { ShownOption } from '../../sealed/poll.ts'

export const STEP_WORDS: Readonly<Record<BatchStep, string>> = {
  'first-typing': 'À saisir',
  'second-typing': 'À saisir une deuxième fois',
  settling: 'Différences à régler',
  'count-differs': 'Le compte ne tombe pas juste',
  ready: 'Prêt à fermer',
  closed: 'Fermé',
  annulled: 'Annulé',
}

/** What is wrong with a line, after « Papier 12 : ». */
export const LINE_SENTENCES: Readonly<Record<LineFault, string>> = {
  unreadable: 'écrivez les numéros des projets, ou b (blanc), ou nul.',
  'unknown-option': 'un de ces numéros n’existe pas.',
  'chosen-twice': 'le même projet y est deux fois. Sur le papier aussi ? Alors écrivez nul.',
  'too-few': 'il manque des réponses. Sur le papier aussi ? Alors écrivez nul, ou b s’il est vide.',
  'too-many': 'il y a trop de réponses. Sur le papier aussi ? Alors écrivez nul.',
}

export type PaperRefusal =
  | BatchRefusal
  | SubmissionRefusal
  | 'batch-unknown'
  | 'not-disputed'
  | 'not-closed'
  | 'reason-missing'
  | 'line-taken'
  | 'place-unknown'

export const PAPER_SENTENCES: Readonly<Record<PaperRefusal, string>> = {
  ...SUBMISSION_SENTENCES,
  'vote-over': 'Le vote est clos : plus aucun papier ne s’ajoute ni ne change.',
  'batch-unknown': 'Ce lot n’existe pas. Revenez à la liste des lots.',
  'not-this-step': 'Ce lot n’en est pas là. Relisez ce qu’il attend.',
  closed: 'Ce lot est fermé : il ne change plus. S’il est faux, deux personnes peuvent l’annuler.',
  'same-person': 'Une autre personne doit le faire : la première s’est peut-être trompée sans le voir.',
  'lines-missing': 'Il manque des papiers. Finissez la saisie, ou enregistrez-la pour continuer plus tard.',
  'lines-too-many': 'Il y a plus de papiers saisis que sur le bordereau. Recomptez le lot.',
  'not-settled': 'Des différences restent à régler avant de fermer ce lot.',
  'count-differs':
    'Ce lot ne peut pas être fermé : son compte n’est pas celui du bordereau. Recomptez, puis corrigez la saisie ou le bordereau.',
  'changed-meanwhile': 'Quelqu’un a corrigé ce bordereau en même temps que vous. Relisez-le, puis recommencez.',
  'not-disputed': 'Ce papier n’attend plus rien.',
  'not-closed': 'Ce lot n’est pas fermé : il se corrige encore, sans l’annuler.',
  'reason-missing': 'Choisissez pourquoi ce lot ne doit pas compter.',
  'line-taken': 'Cette ligne de cette liste est déjà inscrite. Vérifiez le numéro.',
  'place-unknown': 'Aucun lot et aucune signature n’est de ce lieu.',
}

export const ANNUL_WORDS: Readonly<Record<PaperReason, string>> = {
  'count-differs': 'Le compte était faux',
  'typed-again': 'Ses papiers seront saisis dans un autre lot',
  void: 'Ses papiers ne devaient pas compter',
}

/** What a paper says, by the numbers and names printed on it. */
export function paperWords({ mark, choices }: Paper, options: readonly Pick<ShownOption, 'name'>[]): string {
  if (mark !== 'ballot') return mark === 'blank' ? 'Blanc' : 'Nul'
  return choices.map((choice) => `${choice + 1}. ${options[choice]?.name ?? ''}`).join(' · ')
}
