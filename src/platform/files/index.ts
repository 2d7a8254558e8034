import { join } from 'node:path'
import { type Antivirus, clamd } from './antivirus.ts'
import { type Disk, openDisk } from './disk.ts'
import { type Inspect, inspectInChild } from './inspect/index.ts'

export {
  type AttachRefusal,
  attach,
  detach,
  detachAll,
  listAttachments,
  type SentAttachments,
} from './attachments.ts'
export { type FiledBytes, fileBytes, readFiled } from './filed.ts'
export { type FileRules, limitsOf } from './formats.ts'
export { type FormWithFiles, heldFiles, readFormWithFiles } from './forms.ts'
export type { AttachmentOwner } from './owners.ts'
export { attachmentPages } from './pages.ts'
export { attachmentsOfPerson, forgetUploader } from './personal-data.ts'
export { FILE_SENTENCES, type FileRefusal } from './refusals.ts'
export { type ShownAttachment, shownAttachment } from './shown.ts'
export { type Attachment, deleteExpired as purgeHeldFiles } from './store.ts'
export { fileCrontab, fileTasks, sweepFiles } from './tasks.ts'

/** Where files lie and who looks at them. */
export type Files = {
  readonly disk: Disk
  readonly inspect: Inspect
  /** Absent: nobody looks for viruses, and files are given out unseen. */
  readonly antivirus: Antivirus | undefined
}

/**
 * @param options.folder     where contents are kept; made when the first arrives
 * @param options.root       the project's folder
 * @param options.antivirus  socket of clamd, and whether nothing is given out without it
 */
export function openFiles(options: {
  readonly folder: string
  readonly root: string
  readonly antivirus?: { readonly socket: string; readonly isRequired: boolean } | undefined
}): Files {
  const { folder, root, antivirus } = options
  return {
    disk: openDisk(folder),
    inspect: inspectInChild(root),
    antivirus: antivirus && clamd(antivirus.socket, antivirus.isRequired),
  }
}

/** Folder of the files under that of the data. */
export function filesFolder(dataFolder: string): string {
  return join(dataFolder, 'files')
}
