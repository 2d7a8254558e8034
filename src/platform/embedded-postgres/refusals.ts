/** Why the embedded PostgreSQL could not be reached; the gravest comes first. */
export type LaunchReason =
  | 'data-damaged'
  | 'data-missing'
  | 'other-major'
  | 'foreign-owner'
  | 'root-owned'
  | 'used-elsewhere'
  | 'processes-left'
  | 'service-running'
  | 'platform-unsupported'
  | 'binaries-missing'
  | 'account-missing'
  | 'folder-not-writable'
  | 'folder-unreachable'
  | 'sockets-taken'
  | 'disk-full'
  | 'memory-short'
  | 'start-in-progress'
  | 'server-failed'

/** A launch that was refused: the folder it is about, and a detail whose sense the reason gives (an account, a version, a log). */
export type LaunchRefusal = { readonly reason: LaunchReason; readonly folder: string; readonly detail: string }

/** The sentence to show: what happened, then what to do. */
export function sentenceOf(refusal: LaunchRefusal): string {
  return SENTENCES[refusal.reason](refusal)
}

/**
 * Reads in the words of PostgreSQL why it gave up.
 *
 * @param words  what initdb or the server wrote, in English
 */
export function refusalInWords(words: string, folder: string): LaunchRefusal {
  const known = SYMPTOMS.find(([symptom]) => symptom.test(words))
  return { reason: known?.[1] ?? 'server-failed', folder, detail: gravestLine(words) }
}

/** The refusal a system error stands for; undefined when it is something we did not foresee. */
export function refusalOfError(error: unknown, folder: string): LaunchRefusal | undefined {
  if (!(error instanceof Error) || !('code' in error)) return undefined
  const reason = REASON_OF_CODE[String(error.code)]
  return reason && { reason, folder: 'path' in error ? String(error.path) : folder, detail: error.message }
}

const REASON_OF_CODE: Readonly<Record<string, LaunchReason>> = {
  ENOSPC: 'disk-full',
  EDQUOT: 'disk-full',
  EACCES: 'folder-not-writable',
  EPERM: 'folder-not-writable',
  EROFS: 'folder-not-writable',
  ENOTDIR: 'folder-not-writable',
  EEXIST: 'folder-not-writable',
  ENOENT: 'folder-not-writable',
  ELOOP: 'folder-not-writable',
  ENAMETOOLONG: 'folder-not-writable',
  ESETUID: 'account-missing',
  ENOMEM: 'memory-short',
}

const SYMPTOMS: readonly (readonly [RegExp, LaunchReason])[] = [
  // Before the full disk: « No space left » is also what the kernel says of shared memory.
  [/could not (map|create|resize) .*shared memory|Cannot allocate memory|out of memory/i, 'memory-short'],
  [/No space left on device|Disk quota exceeded/, 'disk-full'],
  [/could not look up effective user ID/, 'account-missing'],
  [/has wrong ownership/, 'foreign-owner'],
  [/lock file .* already exists|pre-existing shared memory block/, 'used-elsewhere'],
  [
    /database files are incompatible|incorrect checksum in control file|could not locate a valid checkpoint|invalid checkpoint|PANIC:|is not a valid data directory/,
    'data-damaged',
  ],
  [/(could not open|could not read|invalid) .*(pg_control|pg_filenode|pg_xact|"global|"base|"pg_)/, 'data-damaged'],
  [/error while loading shared libraries|required file not found|version `GLIBC/, 'binaries-missing'],
  [/Permission denied|Read-only file system/, 'folder-not-writable'],
]

const ANOTHER_SERVER = 'donnez un autre serveur PostgreSQL (15 à 18) avec DATABASE_URL'

const SENTENCES: Readonly<Record<LaunchReason, (refusal: LaunchRefusal) => string>> = {
  'data-damaged': ({ folder, detail }) =>
    `Les données de ${folder} sont abîmées : PostgreSQL ne peut pas les lire. N’effacez rien, copiez ce dossier ailleurs, puis reprenez votre dernière copie dans un dossier neuf (FILIGRANE_DATA).${told(detail)}`,
  'data-missing': ({ folder, detail }) =>
    `Le fichier ${detail} dit que les données sont dans ${folder}, mais ce dossier n’existe pas. Remettez-le en place, ou effacez ce fichier pour repartir sans données.`,
  'other-major': ({ folder, detail }) =>
    `Les données de ${folder} viennent d’une autre version de PostgreSQL (${detail}). Ouvrez-les avec la version de Filigrane qui les a écrites, ou démarrez ici sur un dossier neuf (FILIGRANE_DATA).`,
  'foreign-owner': ({ folder, detail }) =>
    `Le dossier ${folder} appartient au compte ${detail}. Lancez Filigrane avec ce compte, ou choisissez un autre dossier avec FILIGRANE_DATA.`,
  'root-owned': ({ folder, detail }) =>
    `Le dossier ${folder} appartient à root, et PostgreSQL refuse de tourner sous root. Rendez ce dossier au compte de PostgreSQL : chown -R ${detail}: ${folder}`,
  'used-elsewhere': ({ folder }) =>
    `Les données de ${folder} servent déjà à un autre programme, peut-être dans un autre conteneur. Arrêtez-le, ou choisissez un autre dossier avec FILIGRANE_DATA.`,
  'processes-left': ({ folder, detail }) =>
    `Des processus d’un PostgreSQL arrêté tiennent encore les données de ${folder} (${detail}). Attendez une minute et relancez ; s’ils restent, redémarrez la machine. N’effacez aucun fichier.`,
  'service-running': ({ folder }) =>
    `Filigrane tourne déjà sur les données de ${folder}. Servez-vous de celui-là, arrêtez-le d’abord, ou choisissez un autre dossier avec FILIGRANE_DATA.`,
  'platform-unsupported': ({ detail }) =>
    `Le PostgreSQL fourni ne marche que sous Linux avec la glibc, sur x64 ou arm64 (ici : ${detail}). Sur cette machine, ${ANOTHER_SERVER}.`,
  'binaries-missing': ({ folder, detail }) =>
    `Les programmes de PostgreSQL manquent ou ne marchent pas (${folder}). Relancez npm ci sans --omit=optional, ou ${ANOTHER_SERVER}.${told(detail)}`,
  'account-missing': ({ detail }) =>
    `PostgreSQL ne trouve pas de compte sous lequel tourner (${detail}). Créez un compte « postgres », lancez Filigrane avec un compte ordinaire, ou ${ANOTHER_SERVER}.`,
  'folder-not-writable': ({ folder }) =>
    `Filigrane ne peut pas écrire dans ${folder}. Donnez-lui ce droit, ou choisissez un autre dossier avec FILIGRANE_DATA.`,
  'folder-unreachable': ({ folder, detail }) =>
    `PostgreSQL ne tourne pas sous root, et son compte ne peut pas entrer dans ${folder}. ${detail === '' ? 'Ouvrez le passage aux dossiers au-dessus (chmod a+x).' : `Déplacez les données là où il peut aller : mv ${folder} ${detail}`}`,
  'sockets-taken': ({ folder }) =>
    `Le dossier ${folder}, où l’on joint PostgreSQL, est déjà pris par un autre compte. Effacez-le s’il n’est à personne, ou choisissez un FILIGRANE_DATA au chemin plus court.`,
  'disk-full': ({ folder }) =>
    `Le disque est plein : ${folder} ne peut plus rien recevoir. Libérez de la place (au moins 200 Mo) et relancez ; aucune donnée enregistrée n’est perdue.`,
  'memory-short': ({ detail }) =>
    `La mémoire manque pour démarrer PostgreSQL. Fermez d’autres programmes et relancez.${told(detail)}`,
  'start-in-progress': ({ folder }) =>
    `Un autre démarrage sur les données de ${folder} ne se termine pas. Arrêtez-le, puis relancez.`,
  'server-failed': ({ folder, detail }) =>
    `PostgreSQL n’a pas pu démarrer sur ${folder}. Lisez son journal (${folder}/postgres.log) et signalez-nous ce cas.${told(detail)}`,
}

function told(words: string): string {
  return words === '' ? '' : `\nPostgreSQL dit : ${words}`
}

/** The line that tells the cause: the first that is more than a message, without its date. */
function gravestLine(words: string): string {
  const lines = words.trim().split('\n')
  const line = lines.find((line) => /\b(PANIC|FATAL|error): /i.test(line)) ?? lines.at(-1) ?? ''
  return line.replace(/^[\d-]+ [\d:.]+ UTC \[\d+\] /, '')
}
