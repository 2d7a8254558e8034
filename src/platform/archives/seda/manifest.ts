import type { ArchivedRecord, Day } from '../kinds.ts'
import type { ArchiveList } from '../lists.ts'
import { type Element, element, writeXml } from './xml.ts'

/** A file of the package, described before it is written. */
export type PackedFile = {
  /** In the ZIP, as « content/ID-1.json ». */
  readonly uri: string
  readonly name: string
  readonly mediaType: string
  readonly sizeBytes: number
  /** SHA-512, in hexadecimal. */
  readonly sha512: string
}

/** A record of the package, with the file that holds it and those attached to it. */
export type PackedRecord = {
  readonly record: Pick<ArchivedRecord, 'id' | 'title' | 'from' | 'until'>
  readonly main: PackedFile
  /** With where their bytes lie. */
  readonly attachments: readonly (PackedFile & { readonly sha256: Uint8Array })[]
}

/**
 * `manifest.xml`: an ArchiveTransfer with its binary objects, its description and its management rules.
 *
 * Elements stand in the order of the schema. What the Archives give (agreement, agencies, rules) is what the settings said
 * when the bordereau was made; a rule that is not told is left out.
 *
 * @see  SEDA 2.1, message ArchiveTransfer (NF Z44-022)
 */
export function manifestOf(list: ArchiveList, records: readonly PackedRecord[], madeAt: Date): string {
  const told = (name: string) => list.terms.exchange[name] ?? ''
  const root = element(
    'ArchiveTransfer',
    [
      element('Comment', `${list.terms.what} (bordereau ${list.number})`),
      element('Date', madeAt.toISOString()),
      element('MessageIdentifier', `${list.number}-${list.id}`),
      element('ArchivalAgreement', told('agreement')),
      element(
        'CodeListVersions',
        CODE_LISTS.map((name) => element(`${name}CodeListVersion`, `${name}CodeListVersion0`)),
      ),
      element('DataObjectPackage', [
        ...records.flatMap(groupsOf),
        element('DescriptiveMetadata', [topUnit(list, records)]),
        managementOf(list, told),
      ]),
      element('ArchivalAgency', [element('Identifier', told('archival-agency'))]),
      element('TransferringAgency', [element('Identifier', told('transferring-agency'))]),
    ],
    { xmlns: `fr:gouv:culture:archivesdefrance:seda:v${told('seda-version')}` },
  )
  return writeXml(root)
}

const CODE_LISTS = [
  'Reply',
  'MessageDigestAlgorithm',
  'MimeType',
  'Encoding',
  'FileFormat',
  'CompressionAlgorithm',
  'DataObjectVersion',
  'StorageRule',
  'AppraisalRule',
  'AccessRule',
  'DisseminationRule',
  'ReuseRule',
  'ClassificationRule',
  'AuthorizationReason',
  'Relationship',
] as const

/** Identifier of a file in the package, from its address: « content/ID-12-3.pdf » → « 12-3 ». */
function rankOf({ uri }: PackedFile): string {
  return /ID-([\d-]+)/.exec(uri)![1]!
}

function groupsOf({ main, attachments }: PackedRecord): readonly Element[] {
  return [main, ...attachments].map((file) => {
    const rank = rankOf(file)
    return element('DataObjectGroup', [binaryObject(file, rank)], { id: `GOT-${rank}` })
  })
}

function binaryObject({ uri, name, mediaType, sizeBytes, sha512 }: PackedFile, rank: string): Element {
  return element(
    'BinaryDataObject',
    [
      element('DataObjectVersion', 'BinaryMaster_1'),
      element('Uri', uri),
      element('MessageDigest', sha512, { algorithm: 'SHA-512' }),
      element('Size', sizeBytes),
      element('FormatIdentification', [element('MimeType', mediaType)]),
      element('FileInfo', [element('Filename', name)]),
    ],
    { id: `BDO-${rank}` },
  )
}

function topUnit(list: ArchiveList, records: readonly PackedRecord[]): Element {
  const content = contentOf({ level: 'RecordGrp', title: list.terms.what, from: list.firstDay, until: list.lastDay })
  return element('ArchiveUnit', [content, ...records.map(recordUnit)], { id: 'AU-0' })
}

function recordUnit({ record, main, attachments }: PackedRecord): Element {
  const level = attachments.length > 0 ? 'File' : 'Item'
  const pieces = attachments.map((file) => {
    const content = contentOf({ level: 'Item', title: file.name, from: record.from, until: record.until })
    return element('ArchiveUnit', [content, referenceTo(file)], { id: `AU-${rankOf(file)}` })
  })
  const content = contentOf({ ...record, level })
  return element('ArchiveUnit', [content, ...pieces, referenceTo(main)], { id: `AU-${rankOf(main)}` })
}

function contentOf(told: {
  readonly level: 'RecordGrp' | 'File' | 'Item'
  readonly title: string
  readonly id?: string
  readonly from: Day
  readonly until: Day
}): Element {
  const own = told.id === undefined ? [] : [element('OriginatingAgencyArchiveUnitIdentifier', told.id)]
  return element('Content', [
    element('DescriptionLevel', told.level),
    element('Title', told.title),
    ...own,
    element('StartDate', told.from),
    element('EndDate', told.until),
  ])
}

function referenceTo(file: PackedFile): Element {
  return element('DataObjectReference', [element('DataObjectGroupReferenceId', `GOT-${rankOf(file)}`)])
}

function managementOf(list: ArchiveList, told: (name: string) => string): Element {
  const rule = (name: string) => {
    if (told(name) === '') return []
    return [element('Rule', told(name)), element('StartDate', list.lastDay)]
  }
  const access = rule('access-rule')
  return element('ManagementMetadata', [
    element('AcquisitionInformation', 'Versement'),
    element('LegalStatus', 'Public Archive'),
    element('OriginatingAgencyIdentifier', told('originating-agency')),
    element('SubmissionAgencyIdentifier', told('transferring-agency')),
    element('AppraisalRule', [...rule('appraisal-rule'), element('FinalAction', 'Keep')]),
    ...(access.length > 0 ? [element('AccessRule', access)] : []),
  ])
}
