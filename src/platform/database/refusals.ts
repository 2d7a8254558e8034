import { quoted } from './roles.ts'

/** Why the database could not be opened, and what the sentence needs to say it. */
export type DatabaseRefusal = { readonly reason: DatabaseRefusalReason; readonly detail: string }

/** Gravest first. */
export type DatabaseRefusalReason =
  | 'migration-changed'
  | 'database-newer-than-code'
  | 'database-not-utf8'
  | 'server-too-old'
  | 'roles-missing'
  | 'database-missing'
  | 'password-refused'
  | 'server-unreachable'
  | 'address-invalid'

const SENTENCES: Record<DatabaseRefusalReason, (detail: string) => string> = {
  'migration-changed': (name) =>
    `La migration ${name} a déjà été appliquée à cette base, avec un autre contenu. Reprenez le fichier d’origine : une migration appliquée ne change plus, une correction est une nouvelle migration.`,
  'database-newer-than-code': (name) =>
    `Cette base a reçu la migration ${name}, que cette version du logiciel ne connaît pas. Installez la version du logiciel qui l’a écrite, ou une plus récente.`,
  'database-not-utf8': (encoding) =>
    `La base est codée en ${encoding}. Il faut UTF-8 : créez une autre base avec « CREATE DATABASE … TEMPLATE template0 ENCODING 'UTF8' » et indiquez-la dans DATABASE_URL.`,
  'server-too-old': (version) =>
    `Le serveur PostgreSQL est en version ${version}. Il faut PostgreSQL 15 ou plus récent : mettez le serveur à jour ou indiquez-en un autre dans DATABASE_URL.`,
  'roles-missing': (script) =>
    `Le compte de DATABASE_URL ne peut pas créer les rôles dont Filigrane a besoin. Demandez à l’administrateur de PostgreSQL d’exécuter une fois, dans cette base, puis relancez :\n\n${script}`,
  'database-missing': (name) =>
    `La base « ${name} » n’existe pas et le compte de DATABASE_URL ne peut pas la créer. Créez-la avec « CREATE DATABASE ${quoted(name)} TEMPLATE template0 ENCODING 'UTF8' », puis relancez.`,
  'password-refused': (user) =>
    `PostgreSQL refuse le compte « ${user} » : mot de passe faux, ou accès non prévu dans pg_hba.conf. Vérifiez DATABASE_URL.`,
  'server-unreachable': (where) =>
    `PostgreSQL ne répond pas (${where}). Vérifiez l’adresse écrite dans DATABASE_URL et que le serveur est démarré.`,
  'address-invalid': (fault) =>
    `DATABASE_URL ne se lit pas : ${fault}. Écrivez par exemple postgresql://compte:motdepasse@serveur:5432/filigrane.`,
}

/** What happened and what to do, for the person who starts the service. */
export function sentenceOfDatabaseRefusal(refusal: DatabaseRefusal): string {
  return SENTENCES[refusal.reason](refusal.detail)
}
