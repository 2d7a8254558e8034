import type { MailState } from '#platform/mail'

const SENTENCES: Record<MailState, string> = {
  kept: 'Rien n’est parti : ce courriel est gardé ici.',
  waiting: 'Rien n’est encore parti.',
  sent: 'Parti pour de vrai, par le serveur de courrier réglé ici.',
  refused: 'Refusé par le serveur de courrier.',
  'given-up': 'Aucun serveur de courrier ne l’a pris en deux jours.',
  unreachable: 'Pas parti : les courriels à cette adresse nous reviennent.',
  'too-late': 'Pas parti : il ne servait plus à rien.',
}

/** What became of a mail. */
export function sentenceOfState(state: MailState): string {
  return SENTENCES[state]
}
