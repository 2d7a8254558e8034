import type { AdmissionReason, AnnulmentReason } from '#kernel/ballot'
import type { SubmissionRefusal } from '#platform/database'
import { SUBMISSION_SENTENCES } from '#platform/database'
import type { Fate, ProposalRefusal, SettlementRefusal, Verdict } from '../../sealed/commission.ts'
import type { FlagReason } from '../../sealed/flags-model.ts'

/** Why a ballot was flagged: a title, and what is known. */
export const FLAG_WORDS: Readonly<Record<FlagReason, { readonly title: string; readonly known: string }>> = {
  'other-commune': {
    title: 'Même personne, autre commune',
    known:
      'Quelqu’un a voulu voter avec le même nom et la même date de naissance, dans une autre commune. Le premier vote reste.',
  },
  'fast-codes': {
    title: 'Codes utilisés trop vite',
    known: 'Des codes imprimés d’un même lot ont servi plus vite que des personnes ne peuvent les taper.',
  },
  'one-device': {
    title: 'Un seul appareil',
    known:
      'Plusieurs votes sont venus du même navigateur, par des codes envoyés. Une tablette prêtée l’explique parfois.',
  },
  burst: {
    title: 'Rafale depuis un réseau',
    known: 'Beaucoup de votes sont venus du même réseau en dix minutes.',
  },
  'one-network': {
    title: 'Un seul réseau',
    known:
      'Beaucoup de votes sont venus du même réseau pendant le vote. Une entreprise ou une mairie l’explique parfois.',
  },
  'night-wave': {
    title: 'Vague de nuit',
    known: 'Beaucoup de votes sont venus en une heure, entre une heure et cinq heures du matin.',
  },
  household: {
    title: 'Foyer nombreux',
    known: 'Plus de personnes que prévu ont reçu leur code à la même adresse ou au même numéro.',
  },
  'mailbox-alias': {
    title: 'Plusieurs adresses, une seule boîte',
    known: 'L’adresse mène à une boîte qui en a d’autres : elle sert peut-être à plusieurs personnes.',
  },
  'disposable-domain': {
    title: 'Adresse jetable',
    known: 'L’adresse est d’un service qui en donne pour quelques minutes.',
  },
}

export const ADMISSION_WORDS: Readonly<Record<AdmissionReason, string>> = {
  'person-confirmed': 'La personne a confirmé son vote',
  'sharing-explained': 'Le partage est expliqué : famille, classe, foyer, tablette prêtée',
  'no-ground': 'Rien ne permet de l’écarter',
}

export const ANNULMENT_WORDS: Readonly<Record<AnnulmentReason, string>> = {
  'voted-on-paper': 'La personne a aussi voté sur papier',
  'same-person': 'Une même personne a voté plusieurs fois',
  'not-entitled': 'La personne n’avait pas le droit de voter',
  'not-a-person': 'Personne ne se tient derrière ce vote',
}

export function sentenceOfVerdict(verdict: Verdict): string {
  return verdict.outcome === 'admitted'
    ? `Admettre : ${ADMISSION_WORDS[verdict.reason]}`
    : `Écarter : ${ANNULMENT_WORDS[verdict.reason]}`
}

export const FATE_WORDS: Readonly<Record<Fate, string>> = {
  flagged: 'À décider',
  live: 'Admis',
  superseded: 'Remplacé par son votant',
  annulled: 'Écarté',
}

export const COMMISSION_SENTENCES: Readonly<Record<ProposalRefusal | SettlementRefusal | SubmissionRefusal, string>> = {
  ...SUBMISSION_SENTENCES,
  'vote-over': 'Le vote est clos : plus rien ne se décide ici.',
  'nothing-chosen': 'Cochez au moins un bulletin, et 2 000 au plus à la fois.',
  'reason-missing': 'Choisissez ce qui est proposé, et pourquoi.',
  'note-too-long': 'Raccourcissez la note : 500 caractères au plus.',
  'not-to-decide': 'Un de ces bulletins n’attend plus cette décision. Relisez la liste, puis recommencez.',
  'already-proposed': 'Un de ces bulletins est déjà dans une proposition. Confirmez-la ou retirez-la d’abord.',
  'proposal-settled': 'Cette proposition n’attend plus : quelqu’un l’a confirmée ou retirée.',
  'same-person': 'Vous avez fait cette proposition : une autre personne de la commission doit la confirmer.',
}
