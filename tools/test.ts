// `npm test`: every check of the house, each under its heading. `npm test -- unit tidy` runs those two only.
import { isFailure, type Outcome, runLightSteps, runStep } from './testing/run.ts'
import { CHECKS, ON_DEMAND, type Step, TESTS } from './testing/steps.ts'

const all = [...CHECKS, ...TESTS, ...ON_DEMAND]
const asked = process.argv.slice(2)
const unknown = asked.filter((name) => !all.some((step) => step.name === name))
if (unknown.length > 0) {
  console.error(`Étape inconnue : ${unknown.join(', ')}. Étapes : ${all.map((step) => step.name).join(', ')}.`)
  process.exit(2)
}

const startedAt = performance.now()
const outcomes: Outcome[] = await runLightSteps(chosen(CHECKS))
for (const step of [...chosen(TESTS), ...named(ON_DEMAND)]) outcomes.push(await runStep(step))
summarise(outcomes)

function chosen(steps: readonly Step[]): readonly Step[] {
  return asked.length === 0 ? steps : named(steps)
}

function named(steps: readonly Step[]): readonly Step[] {
  return steps.filter((step) => asked.includes(step.name))
}

function summarise(results: readonly Outcome[]): void {
  console.log('\nEn résumé')
  for (const result of results) {
    const counted = result.passed + result.failed > 0 ? `, ${result.passed} tests` : ''
    console.log(`  ${isFailure(result) ? 'ÉCHEC' : 'bien '}  ${result.step.title} (${seconds(result.ms)}${counted})`)
  }
  console.log(`  en tout ${seconds(performance.now() - startedAt)}\n`)
  for (const { test, met } of results.flatMap(({ secondTries }) => secondTries)) {
    console.log(`Passé au second essai : ${test}\nLe premier a rencontré :`)
    console.log(`${met.join('\n').replaceAll(/^/gm, '  ')}\n`)
  }

  const passed = results.reduce((sum, result) => sum + result.passed, 0)
  // A check that fails without a test (types, format…) counts for one: the last line never says 0 after a failure.
  const failed = results.reduce((sum, result) => sum + Math.max(result.failed, isFailure(result) ? 1 : 0), 0)
  process.exitCode = failed > 0 ? 1 : 0
  console.log(`${passed} passed, ${failed} failed`)
}

function seconds(ms: number): string {
  return `${(ms / 1000).toFixed(1).replace('.', ',')} s`
}
