import { type Element, readXml } from './xml.ts'

/** A file found in a package. */
export type FoundFile = { readonly uri: string; readonly sizeBytes: number; readonly sha512: string }

/** What each element holds, in order: « ? » at most once, « * » any number, « + » one at least; null: text. */
const CONTENTS: Readonly<Record<string, readonly string[] | null>> = {
  ArchiveTransfer: [
    'Comment*',
    'Date',
    'MessageIdentifier',
    'ArchivalAgreement?',
    'CodeListVersions',
    'DataObjectPackage',
    'ArchivalAgency',
    'TransferringAgency',
  ],
  DataObjectPackage: ['DataObjectGroup*', 'DescriptiveMetadata', 'ManagementMetadata'],
  DataObjectGroup: ['BinaryDataObject+'],
  BinaryDataObject: ['DataObjectVersion', 'Uri', 'MessageDigest', 'Size', 'FormatIdentification', 'FileInfo'],
  FormatIdentification: ['FormatLitteral?', 'MimeType?', 'FormatId?', 'Encoding?'],
  FileInfo: ['Filename'],
  DescriptiveMetadata: ['ArchiveUnit*'],
  ArchiveUnit: ['Management?', 'Content', 'ArchiveUnit*', 'DataObjectReference*'],
  Content: [
    'DescriptionLevel',
    'Title+',
    'OriginatingAgencyArchiveUnitIdentifier*',
    'Description*',
    'StartDate?',
    'EndDate?',
  ],
  DataObjectReference: ['DataObjectGroupReferenceId'],
  ManagementMetadata: [
    'AcquisitionInformation?',
    'LegalStatus?',
    'OriginatingAgencyIdentifier',
    'SubmissionAgencyIdentifier?',
    'AppraisalRule?',
    'AccessRule?',
  ],
  AppraisalRule: ['Rule?', 'StartDate?', 'FinalAction'],
  AccessRule: ['Rule', 'StartDate?'],
  ArchivalAgency: ['Identifier'],
  TransferringAgency: ['Identifier'],
}

/**
 * What is wrong with a package: its manifest against the part of the schema we write, its identifiers, its files.
 *
 * @param files  those of the package, but the manifest
 * @returns      a line a fault; none: the package holds
 */
export function faultsOfPackage(manifest: string, files: readonly FoundFile[]): readonly string[] {
  let root: Element
  try {
    root = readXml(manifest)
  } catch (error) {
    return [`manifest.xml: ${(error as Error).message}`]
  }
  const isSeda = /^fr:gouv:culture:archivesdefrance:seda:v2\.[1-3]$/.test(root.attributes.xmlns ?? '')
  const isTransfer = isSeda && root.name === 'ArchiveTransfer'
  return [
    ...(isTransfer ? [] : ['manifest.xml: not an ArchiveTransfer of SEDA 2.x']),
    ...all(root).flatMap(orderFaults),
    ...identifierFaults(root),
    ...fileFaults(root, files),
  ]
}

function orderFaults({ name, children }: Element): readonly string[] {
  const wanted = CONTENTS[name]
  if (!wanted) return []
  const shape = wanted.map((each) => {
    const [, word, times = ''] = /^(\w+)([?*+]?)$/.exec(each)!
    return `(?:${word} )${times}`
  })
  const told = children.map((child) => `${child.name} `).join('')
  return new RegExp(`^${shape.join('')}$`).test(told) ? [] : [`<${name}> holds ${told.trim() || 'nothing'}`]
}

function identifierFaults(root: Element): readonly string[] {
  const ids = all(root).flatMap(({ attributes }) => (attributes.id === undefined ? [] : [attributes.id]))
  const met = new Set<string>()
  const doubled = ids.filter((id) => met.size === met.add(id).size)
  const known = new Set(named(root, 'DataObjectGroup').map(({ attributes }) => attributes.id))
  const lost = named(root, 'DataObjectGroupReferenceId').filter(({ text }) => !known.has(text))
  const used = new Set(named(root, 'DataObjectGroupReferenceId').map(({ text }) => text))
  const alone = [...known].filter((id) => id === undefined || !used.has(id))
  return [
    ...doubled.map((id) => `the identifier ${id} is given twice`),
    ...ids.filter((id) => !/^[A-Za-z_][\w.-]*$/.test(id)).map((id) => `${id} is no identifier`),
    ...lost.map(({ text }) => `${text} is referred to and is not there`),
    ...alone.map((id) => `${id} is described by nothing`),
  ]
}

function fileFaults(root: Element, files: readonly FoundFile[]): readonly string[] {
  const told = new Map(named(root, 'BinaryDataObject').map((object) => [textOf(object, 'Uri'), object]))
  const found = new Set(files.map(({ uri }) => uri))
  const wrong = files.flatMap(({ uri, sizeBytes, sha512 }) => {
    const object = told.get(uri)
    if (!object) return [`${uri} is in the package and not in its manifest`]
    const digest = object.children.find(({ name }) => name === 'MessageDigest')
    if (digest?.attributes.algorithm !== 'SHA-512' || digest.text !== sha512) return [`${uri} has another digest`]
    return textOf(object, 'Size') === String(sizeBytes) ? [] : [`${uri} has another size`]
  })
  return [...wrong, ...[...told.keys()].filter((uri) => !found.has(uri)).map((uri) => `${uri} is not in the package`)]
}

function all(root: Element): readonly Element[] {
  return [root, ...root.children.flatMap(all)]
}

function named(root: Element, name: string): readonly Element[] {
  return all(root).filter((each) => each.name === name)
}

function textOf({ children }: Element, name: string): string {
  return children.find((child) => child.name === name)?.text ?? ''
}
