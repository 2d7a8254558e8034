import { FORMATS, type Format } from './formats.ts'
import type { Attachment } from './store.ts'

/** An attachment as a page draws it, for who may open it. */
export type ShownAttachment = {
  readonly id: string
  readonly name: string
  readonly sizeBytes: number
  readonly alternative: string | null
  /** Address of the file; null while it may not be opened. */
  readonly href: string | null
  readonly thumbnail: string | null
  readonly state: 'waiting' | 'open' | 'refused'
  /** It acts by itself when opened. */
  readonly isActive: boolean
}

export function shownAttachment(attachment: Attachment): ShownAttachment {
  const { id, name, sizeBytes, alternative, isActive } = attachment
  const state = attachment.state === 'waiting' || attachment.state === 'refused' ? attachment.state : 'open'
  return {
    id,
    name,
    sizeBytes,
    alternative,
    isActive,
    state,
    href: state === 'open' ? `/pieces/${id}/${publicName(attachment)}` : null,
    thumbnail: state === 'open' && attachment.thumbnailSha256 !== null ? `/pieces/${id}/vignette` : null,
  }
}

/** The name in the address says nothing of anyone: a file is often called by somebody's. Its own comes with the answer. */
export function publicName({ mediaType }: Pick<Attachment, 'mediaType'>): string {
  const format = (Object.keys(FORMATS) as Format[]).find((each) => FORMATS[each].mediaType === mediaType)
  return `piece.${format === undefined ? 'bin' : FORMATS[format].extensions.at(0)}`
}
