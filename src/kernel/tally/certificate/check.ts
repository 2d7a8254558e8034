import { done, type Result, refuse } from '#kernel/result'
import type { Election, Rule } from '../model.ts'
import { checkEqualShares } from './check-equal-shares.ts'
import { checkGreedy } from './check-greedy.ts'
import { checkMaxWelfare } from './check-max-welfare.ts'
import { checkPhragmen } from './check-phragmen.ts'
import type { Certificate, CertificateFault, EqualSharesProof, Proof } from './model.ts'
import { type Reading, readBallots } from './reading.ts'
import { difference, FORMAT, isCertificate } from './shape.ts'

type Found = { readonly proof: Proof; readonly winners: readonly string[] }

/**
 * Checks a certificate against the ballots, in exact arithmetic, by the specification alone: nothing of the programs
 * that count is used. What the certificate must say is found from the ballots and compared, to the last digit.
 *
 * @param rule         the one announced before the vote: a certificate for another rule is refused
 * @param certificate  as read from its JSON, by whoever wrote it
 * @returns            the certificate, or the first thing found false in it
 * @see                docs/specifications/certificate.md
 */
export function checkCertificate(
  election: Election,
  rule: Rule,
  certificate: unknown,
): Result<Certificate, CertificateFault> {
  if (!isCertificate(certificate, rule.kind)) return refuse({ kind: 'not-a-certificate', at: '' })
  const { budget, decimals, profile, projects } = election
  const header = { budget: String(budget), decimals, voters: profile.voterCount, projects: projects.length }
  if (difference(header, certificate.election) !== undefined)
    return refuse({ kind: 'another-election', at: 'election' })
  if (difference(rule, certificate.rule) !== undefined) return refuse({ kind: 'another-rule', at: 'rule' })

  const found = findProof(readBallots(election, rule), rule, certificate)
  if (!found.ok) return found
  const { proof, winners } = found.value
  const cost = projects.filter(({ id }) => winners.includes(id)).reduce((sum, project) => sum + project.cost, 0n)
  const expected: Certificate = { format: FORMAT, election: header, rule, winners, cost: String(cost), proof }
  const at = difference(expected, certificate)
  return at === undefined ? done(certificate) : refuse({ kind: 'differs', at })
}

function findProof(reading: Reading, rule: Rule, certificate: Certificate): Result<Found, CertificateFault> {
  switch (rule.kind) {
    case 'equal-shares':
      return checkEqualShares(reading, rule, certificate.proof as EqualSharesProof)
    case 'greedy':
      return done(checkGreedy(reading, rule))
    case 'phragmen':
      return done(checkPhragmen(reading, rule))
    case 'max-welfare':
      return checkMaxWelfare(reading, certificate.winners)
  }
}
