// Makes the dependencies ready, with whatever Node the machine has: `node tools/ensure.mjs [--with-dev]`.
//
// This first file is written so that even an old Node reads it and answers with a sentence, not with a syntax error.
var major = Number(process.versions.node.split('.')[0])

if (major < 20) {
  console.error(
    `Filigrane a besoin de Node.js 20 ou plus récent ; cette machine a la version ${process.versions.node}.`,
  )
  console.error('Installez une version récente (https://nodejs.org/fr/download), puis relancez la commande.')
  process.exitCode = 1
} else {
  void import('./ensure/dependencies.mjs').then((dependencies) =>
    dependencies.ensure({ withDev: process.argv.includes('--with-dev') }),
  )
}
