/** A commune as the interface proposes it. */
export type Proposal = {
  readonly code: string
  readonly name: string
  /** What the server reads without a doubt: « Arras (62041) ». */
  readonly label: string
  /** Postcode and EPCI: tells two communes of one name apart. */
  readonly where: string
  /** Its other name, when it was found by it. */
  readonly foundAs: string | null
  /** Of its page. */
  readonly path: string
}

/** Asks for the communes that answer to some words; each question once. */
export function askProposals(): (words: string) => Promise<readonly Proposal[]> {
  const known = new Map<string, Promise<readonly Proposal[]>>()
  return (words) => {
    const asked = words.trim().toLowerCase()
    const answer = known.get(asked) ?? ask(asked)
    known.set(asked, answer)
    answer.catch(() => known.delete(asked))
    return answer
  }
}

async function ask(words: string): Promise<readonly Proposal[]> {
  const answer = await fetch(`/api/v1/communes?q=${encodeURIComponent(words)}`)
  if (!answer.ok) throw new Error(`the communes were answered ${answer.status}`)
  const { communes } = (await answer.json()) as { readonly communes: readonly Proposal[] }
  return communes
}

/** What is announced to who hears the page. */
export function announcement(count: number): string {
  if (count === 0) return 'Aucune commune ne porte ce nom ici.'
  return count === 1 ? '1 commune proposée.' : `${count} communes proposées. Flèche bas pour choisir.`
}
