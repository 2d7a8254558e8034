import { PROPOSED_BY_THE_HOUSE, type RecordKind } from '#platform/archives'
import type { PersonalDataKind, Purge } from '#platform/context'
import { purgeRoll, ROLL_PURGES } from './store/roll/purges.ts'

const MISSION = 'mission d’intérêt public (RGPD, article 6.1.e)'

/** What the roll of the polls held here keeps about people. */
export const rollPersonalData: readonly PersonalDataKind[] = [
  {
    what: 'La liste des votants : nom de naissance, prénom, date de naissance, commune',
    purpose: 'Que chaque personne vote une seule fois, et que la commission de contrôle puisse le vérifier.',
    basis: MISSION,
    kept: 'Jusqu’à la fin du délai de recours',
    fate: 'élimination',
    seenBy: 'La commission de contrôle, les agents chargés du vote et les votants qui la consultent',
    stays:
      'La liste reste jusqu’à la fin du délai de recours, ou d’une contestation : elle prouve que le vote est régulier (RGPD, 17.3 b). Ensuite deux personnes effacent les noms ; le certificat est public.',
    tables: ['roll_entry', 'roll_person', 'roll_homonym', 'roll_doubt'],
    purge: null,
  },
  {
    what: 'Ce que vous dites de vous pour voter, et l’adresse où le code est envoyé',
    purpose: 'Vérifier que l’adresse est la vôtre et vous laisser confirmer votre vote.',
    basis: MISSION,
    kept: 'Deux heures',
    fate: 'élimination',
    seenBy: 'Personne',
    stays: null,
    tables: ['vote_challenge', 'voter_pass', 'voter_departure', 'vote_sms'],
    purge: 'ballots.voters-at-the-door',
  },
  {
    what: 'L’adresse où vous écrire si vous partez avant de confirmer, ou si la commission de contrôle écarte votre bulletin',
    purpose: 'Vous rappeler une fois de confirmer, ou vous dire où lire la raison.',
    basis: MISSION,
    kept: 'Un jour pour le rappel ; jusqu’à la clôture du vote pour le bulletin écarté, si vous l’avez demandé',
    fate: 'élimination',
    seenBy: 'Personne',
    stays: null,
    tables: ['roll_contact', 'vote_reminder'],
    purge: 'ballots.voters-to-write-to',
  },
  {
    what: 'Le nombre de codes demandés depuis un réseau, un appareil ou une adresse, sous une forme illisible',
    purpose: 'Empêcher quelques personnes de voter pour beaucoup d’autres.',
    basis: 'sécurité du service (RGPD, articles 6.1.e et 32)',
    kept: 'Deux heures',
    fate: 'élimination',
    seenBy: 'Personne',
    stays: null,
    tables: ['vote_pace'],
    purge: 'ballots.pace',
  },
]

export const rollRecords: readonly RecordKind[] = [
  {
    ...PROPOSED_BY_THE_HOUSE,
    name: 'ballots.roll',
    what: 'Liste des votants d’un vote, homonymes admis, doutes transmis à la commission',
    purpose: 'Prouver que chaque personne a voté une seule fois.',
    usefulLife: { duration: null, from: 'Jusqu’à la fin du délai de recours' },
    fate: 'élimination',
    tables: ['roll_entry', 'roll_person', 'roll_homonym', 'roll_doubt'],
    end: {
      by: 'act',
      words:
        'Après le délai de recours, deux personnes effacent les noms et la clé de la liste, avec un certificat ; les lignes sans nom restent.',
    },
  },
  {
    ...PROPOSED_BY_THE_HOUSE,
    name: 'ballots.codes',
    what: 'Lots de codes imprimés : à qui ils ont été remis, combien ont servi',
    purpose: 'Savoir d’où viennent les codes, sans savoir qui les utilise.',
    usefulLife: { duration: null, from: 'Jusqu’à la fin du délai de recours' },
    fate: 'élimination',
    tables: ['code_batch', 'voting_code', 'sms_day'],
    end: { by: 'nothing', words: 'Ces lots ne portent aucun nom de votant.' },
  },
  {
    ...PROPOSED_BY_THE_HOUSE,
    name: 'ballots.voters-at-the-door',
    what: 'Ce que disent d’eux les votants pour recevoir un code, droits de voter d’une heure, SMS à envoyer',
    purpose: 'Laisser entrer chaque personne une fois.',
    usefulLife: { duration: null, from: 'Deux heures' },
    tables: ['vote_challenge', 'voter_pass', 'voter_departure', 'vote_sms'],
    end: { by: 'purge', purge: 'ballots.voters-at-the-door' },
  },
  {
    ...PROPOSED_BY_THE_HOUSE,
    name: 'ballots.voters-to-write-to',
    what: 'Adresses de qui est parti avant de confirmer, ou demande à être prévenu si son bulletin est écarté',
    purpose: 'Écrire une fois, puis oublier.',
    usefulLife: { duration: null, from: 'Jusqu’à la clôture du vote, au plus' },
    tables: ['roll_contact', 'vote_reminder'],
    end: { by: 'purge', purge: 'ballots.voters-to-write-to' },
  },
  {
    ...PROPOSED_BY_THE_HOUSE,
    name: 'ballots.pace',
    what: 'Codes demandés et calculs faits, comptés sous une forme illisible',
    purpose: 'Freiner qui demande trop de codes.',
    usefulLife: { duration: null, from: 'Deux heures' },
    tables: ['vote_pace', 'spent_work'],
    end: { by: 'purge', purge: 'ballots.pace' },
  },
]

export const rollPurges: readonly Purge[] = ROLL_PURGES.map((name) => ({
  name,
  run: (db, now) => purgeRoll(db, name, now),
}))
