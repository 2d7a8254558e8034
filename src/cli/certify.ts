import { readFile } from 'node:fs/promises'
import { canonicalJson, type Json } from '#kernel/canonical-json'
import {
  type Certificate,
  certificateOf,
  checkCertificate,
  type Election,
  sentenceOfCertificateFault,
  sentencesOfProof,
  type Tally,
} from '#kernel/tally'
import { complain, DONE, REFUSED, type Status, say } from './command.ts'

/** Writes the certificate of a count, once the checker has accepted it as anyone could read it. */
export function certify(
  file: string,
  election: Election,
  counted: Tally,
  manner: { readonly json?: boolean | undefined },
) {
  const text = canonicalJson(certificateOf(election, counted) as unknown as Json)
  if (manner.json) say(text)
  return sayVerdict(file, election, counted, JSON.parse(text))
}

/** Checks a certificate that somebody else wrote, by the rule asked for. */
export async function checkWritten(file: string, election: Election, counted: Tally, path: string): Promise<Status> {
  const certificate = await readJson(path)
  if (certificate === undefined) {
    complain(`${path} : ce fichier ne se lit pas, ou ce n’est pas du JSON.`)
    return REFUSED
  }
  return sayVerdict(file, election, counted, certificate)
}

function sayVerdict(file: string, election: Election, { rule }: Tally, certificate: unknown): Status {
  const checked = checkCertificate(election, rule, certificate)
  if (!checked.ok) {
    complain(`${file} : certificat REFUSÉ. ${sentenceOfCertificateFault(checked.refusal)}`)
    return REFUSED
  }
  const { proof }: Certificate = checked.value
  complain(`${file} : certificat accepté. ${sentencesOfProof(proof).join(' ')}`)
  return DONE
}

async function readJson(path: string): Promise<unknown> {
  try {
    return JSON.parse(await readFile(path, 'utf8'))
  } catch {
    return undefined
  }
}
