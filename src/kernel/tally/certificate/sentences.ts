import { french } from '#kernel/french'
import type { CertificateFault, CertificateFaultKind, MaxWelfareProof, Proof } from './model.ts'

/** The first thing found false, in plain words. */
export function sentenceOfCertificateFault({ kind, at, project }: CertificateFault): string {
  const where = at ? french` À l'endroit « ${at} » du certificat.` : ''
  const which = project ? french` Projet concerné : ${project}.` : ''
  return `${SENTENCES[kind]}${which}${where}`
}

const SENTENCES: Readonly<Record<CertificateFaultKind, string>> = {
  'not-a-certificate': french`Ce n'est pas un certificat de dépouillement, ou il en manque une partie.`,
  'another-election': french`Ce certificat parle d'un autre vote : le budget, le nombre de bulletins ou le nombre de projets n'est pas le même.`,
  'another-rule': french`Ce certificat suit une autre règle que celle annoncée.`,
  'project-unknown': french`Ce projet n'existe pas dans le fichier du vote.`,
  'project-again': french`Ce projet est financé deux fois.`,
  'price-false': french`Ce prix est faux : il ne donne pas le coût exact du projet, ou un prix plus bas suffirait.`,
  'cheaper-project': french`Un autre projet devait passer avant : il demandait moins à ses soutiens.`,
  'tie-order': french`Un autre projet à égalité devait passer avant, selon l'ordre fixé.`,
  'count-unfinished': french`Le compte s'est arrêté trop tôt : ce projet pouvait encore être payé.`,
  'not-overspent': french`Le compte s'est arrêté trop tôt : une unité de plus par personne ne dépasse pas le budget.`,
  'over-budget': french`Les projets retenus coûtent plus que le budget.`,
  'not-the-best': french`Un autre groupe de projets obtient un plus grand total.`,
  differs: french`Ce qui est écrit n'est pas ce que donnent les bulletins.`,
}

/** What an accepted certificate proves, and what it does not. */
export function sentencesOfProof(proof: Proof): readonly string[] {
  switch (proof.kind) {
    case 'greedy':
    case 'phragmen':
      return [COMPLETE]
    case 'max-welfare':
      return [BESTS[proof.proves]]
    case 'equal-shares':
      return proof.shares.addOne?.increments ? [COMPLETE, EARLIER] : [COMPLETE]
  }
}

const COMPLETE = french`Chaque étape est vérifiée à partir des bulletins, en nombres exacts.`
const EARLIER = french`Une chose demande de recompter : qu'aucun essai avec des parts plus petites ne devait déjà arrêter le compte.`

const BESTS: Readonly<Record<MaxWelfareProof['proves'], string>> = {
  set: french`Aucun autre groupe de projets ne passe avant celui-ci : c'est démontré, en nombres exacts.`,
  value: french`Aucun groupe de projets n'obtient un plus grand total : c'est démontré. Pour les égalités, il faut recompter.`,
  bound: french`Ce groupe tient dans le budget et son total est exact. Pour savoir s'il est le meilleur, il faut recompter.`,
}
