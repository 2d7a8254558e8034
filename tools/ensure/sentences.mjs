// What a failed installation means, for the person in front of the screen.

const CAUSES = [
  [
    /^read-only$|EROFS/,
    (folder) => [
      `Il manque des dépendances, et le dossier ${folder} ne peut pas être modifié.`,
      'Lancez « npm ci » avec un compte qui peut y écrire, puis relancez la commande.',
    ],
  ],
  [
    /^no-npm$/,
    () => ['La commande « npm » est introuvable.', 'Installez npm (il accompagne Node.js), puis relancez la commande.'],
  ],
  [
    // What npm 10 says, with the status of a success, when the network fails it half-way.
    /Exit handler never called/,
    () => [
      'npm s’est arrêté avant la fin, le plus souvent parce que son registre ne répond pas.',
      'Vérifiez la connexion à Internet (et le proxy, « npm config get proxy »), puis relancez la commande.',
    ],
  ],
  [
    /^incomplete$/,
    () => [
      'npm a terminé, mais des dépendances manquent encore.',
      'Supprimez le dossier node_modules, puis relancez la commande.',
    ],
  ],
  [
    /ENOSPC|no space left/i,
    (folder) => [
      `Le disque est plein : les dépendances demandent environ 700 Mo dans ${folder} et 400 Mo dans ~/.npm.`,
      'Libérez de la place, puis relancez la commande.',
    ],
  ],
  [/EDQUOT/, () => ['Votre quota d’espace disque est atteint.', 'Libérez de la place, puis relancez la commande.']],
  [
    /EACCES|EPERM/,
    (folder) => [
      `npm n’a pas le droit d’écrire dans ${folder} ou dans son cache (~/.npm).`,
      'Vérifiez à qui appartiennent ces dossiers, puis relancez la commande.',
    ],
  ],
  [
    /EINTEGRITY/,
    () => [
      'Un paquet reçu ne correspond pas à l’empreinte attendue.',
      'Lancez « npm cache clean --force », puis relancez la commande.',
    ],
  ],
  [
    /EUSAGE|not in sync|from lock file/,
    () => [
      'package.json et package-lock.json ne concordent pas.',
      'Reprenez ces deux fichiers du dépôt, puis relancez la commande.',
    ],
  ],
  [
    /ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ECONNRESET|ETIMEDOUT|ENETUNREACH|EHOSTUNREACH|ERR_SOCKET|network/i,
    () => [
      'Le registre npm ne répond pas.',
      'Vérifiez la connexion à Internet (et le proxy, « npm config get proxy »), puis relancez la commande.',
    ],
  ],
  [
    /E404|E401|E403/,
    () => [
      'Le registre npm refuse de donner un paquet.',
      'Vérifiez le registre configuré (« npm config get registry »), puis relancez la commande.',
    ],
  ],
]

/**
 * @param output  what npm printed, or one of « read-only », « no-npm », « incomplete »
 * @returns       the lines to print: what happened, what to do, and what npm said when that helps
 */
export function sentenceOfInstallation(output, folder) {
  const cause = CAUSES.find(([pattern]) => pattern.test(output))
  const sentences = cause
    ? cause[1](folder)
    : [
        'L’installation des dépendances a échoué.',
        'Lisez le message de npm ci-dessous, corrigez, puis relancez la commande.',
      ]
  const said = output
    .trim()
    .split('\n')
    .filter((line) => /npm (error|ERR!)/.test(line))
    .slice(0, 12)
  return said.length > 0 ? [...sentences, '', 'Message de npm :', ...said] : sentences
}
