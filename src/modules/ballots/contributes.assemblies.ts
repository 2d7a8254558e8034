import { PROPOSED_BY_THE_HOUSE, type RecordKind } from '#platform/archives'
import type { DeskContribution, PersonalDataKind } from '#platform/context'

export const assemblyDeskEntries: NonNullable<DeskContribution['navigation']> = [
  { label: 'Assemblées', href: '/agents/assemblees', roles: ['agent', 'administrator'] },
]

const TABLES = [
  'assembly',
  'assembly_college',
  'assembly_member',
  'assembly_presence',
  'assembly_proxy',
  'assembly_question',
  'assembly_vote',
  'assembly_result',
]

export const assemblyPersonalData: readonly PersonalDataKind[] = [
  {
    what: 'Votre place dans une assemblée : nom, collège, présence, procuration et votes publics',
    purpose: 'Vérifier le quorum, compter les voix de chaque collège et établir le procès-verbal.',
    basis: 'mission d’intérêt public (RGPD art. 6.1.e)',
    kept: 'Tant que le procès-verbal de l’assemblée est conservé',
    fate: 'conservation',
    seenBy: 'Les membres de l’assemblée et les agents qui la tiennent',
    stays: 'Le procès-verbal et la feuille de présence restent : ils prouvent ce qui a été décidé (RGPD, 17.3 b).',
    tables: ['assembly', 'assembly_member', 'assembly_presence', 'assembly_proxy', 'assembly_vote', 'assembly_result'],
    purge: null,
  },
]

export const assemblyRecords: readonly RecordKind[] = [
  {
    ...PROPOSED_BY_THE_HOUSE,
    name: 'ballots.assemblies',
    what: 'Assemblées : collèges, membres, présences, procurations, questions, votes publics et résultats',
    purpose: 'Prouver ce que l’assemblée a décidé, et avec quel quorum.',
    usefulLife: { duration: null, from: 'Tant que l’assemblée ou la coopérative existe' },
    fate: 'conservation',
    tables: TABLES,
    end: { by: 'nothing', words: 'Les procès-verbaux d’assemblée se gardent, avec leurs feuilles de présence.' },
  },
]

/** Acts of assemblies, as the trail says them. */
export const assemblyActs: Readonly<Record<string, string>> = {
  'ballots.assembly-created': 'a commencé la préparation d’une assemblée',
  'ballots.assembly-members-listed': 'a enregistré la liste des membres d’une assemblée',
  'ballots.assembly-opened': 'a ouvert la séance d’une assemblée',
  'ballots.assembly-ended': 'a fini la séance d’une assemblée',
  'ballots.assembly-proxy-given': 'a noté une procuration dans une assemblée',
  'ballots.assembly-proxy-withdrawn': 'a retiré une procuration dans une assemblée',
  'ballots.assembly-question-added': 'a ajouté une question à une assemblée',
  'ballots.assembly-question-opened': 'a ouvert un vote d’assemblée',
  'ballots.assembly-question-closed': 'a fermé un vote d’assemblée',
}
