import { createHash } from 'node:crypto'
import { readdir, readFile, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Parapheur } from '#platform/parapheur'
import { fileDocument, recogniseCopy, refuseCopies, sendDocument } from '../commands/documents.ts'
import * as store from '../store/index.ts'
import { PEOPLE, submissionOf } from '../testing/index.ts'
import {
  back,
  closeHouse,
  context,
  database,
  folder,
  must,
  openHouse,
  parapheur,
  sent,
  stateOf,
  tasksOf,
  turn,
} from './house.testing.ts'
import { copiesToRead, registerCsv } from './index.ts'

beforeAll(openHouse)
afterAll(closeHouse)

test('a signed copy comes back by the folder, once, with its proof; its original leaves the folder', async () => {
  const { id, chrono, original } = await sent('Un rapport signé')
  await back('signes', `signe-${chrono}.pdf`, Buffer.concat([original, Buffer.from('\n% signature\n')]))
  await back('signes', `signe-${chrono}.preuve.xml`, Buffer.from('<preuve/>'))
  await turn()
  expect(await stateOf(id), 'a file seen once may still grow').toBe('sent')
  await turn()
  expect(await stateOf(id)).toBe('signed')
  expect(await readdir(join(folder, 'parapheur', 'signes'))).toEqual([])
  expect(await readdir(join(folder, 'parapheur', 'a-signer'))).not.toContain(`${chrono}.pdf`)
  const parts = (await store.findDocument(database.db, id))!.files.map(({ part }) => part)
  expect(parts).toEqual(expect.arrayContaining(['signed', 'proof']))

  await back('signes', `signe-${chrono}.pdf`, Buffer.concat([original, Buffer.from('\n% signature\n')]))
  await turn()
  await turn()
  expect((await store.findDocument(database.db, id))!.files).toHaveLength(parts.length)
  expect(await readdir(join(folder, 'parapheur', 'signes'))).toEqual([])

  expect((await tasksOf('ana')).some((label) => label === '1 document signé à classer')).toBe(true)
  must(await fileDocument(context, { submission: submissionOf(context), documentId: id }))
  expect(await stateOf(id)).toBe('filed')
})

test('a PDF beside our own sidecar is not the signed copy: an agent reads it, and says so under their name', async () => {
  const { id, chrono } = await sent('Un rapport remplacé')
  const sidecar = await readFile(join(folder, 'parapheur', 'a-signer', `${chrono}.json`))
  await back('signes', `${chrono}.json`, sidecar)
  await back('signes', `${chrono}.pdf`, Buffer.from('%PDF-1.7 un tout autre texte'))
  await turn()
  await turn()
  expect(await stateOf(id)).toBe('sent')
  expect(await tasksOf('ana')).toContain(`Exemplaire à vérifier : ${chrono}`)
  const [copy] = copiesToRead((await store.findDocument(database.db, id))!)
  const input = { submission: submissionOf(context), documentId: id }
  expect(await recogniseCopy(context, { ...input, fileId: id })).toEqual({ ok: false, refusal: 'no-copy-to-read' })
  must(await recogniseCopy(context, { ...input, submission: submissionOf(context), fileId: copy!.id }))
  const document = (await store.findDocument(database.db, id))!
  expect(document.events.at(-1)).toMatchObject({ kind: 'signed', recordedBy: PEOPLE.ana.id })
  expect(document.files.find(({ part }) => part === 'signed')!.sha256).toBe(copy!.sha256)
  expect(registerCsv([document])).toContain(';un agent;')
})

test('a copy drawn again is the signed one when a proof of the parapheur names what was sent', async () => {
  const { id, chrono, original } = await sent('Un rapport redessiné')
  await back('signes', `${chrono}.pdf`, Buffer.from('%PDF-1.7 le même, avec un cachet'))
  await back(
    'signes',
    `${chrono}.xml`,
    Buffer.from(`<preuve>${createHash('sha256').update(original).digest('hex')}</preuve>`),
  )
  await turn()
  await turn()
  expect(await stateOf(id)).toBe('signed')
})

test('a copy that is not the signed one is put aside by an agent, and the document may be sent again', async () => {
  const { id, chrono } = await sent('Un rapport écarté')
  await back('signes', `${chrono}.pdf`, Buffer.from('%PDF-1.7 une note de service'))
  await turn()
  await turn()
  must(await refuseCopies(context, { submission: submissionOf(context), documentId: id }))
  expect(await stateOf(id)).toBe('refused')
  must(await sendDocument(context, { submission: submissionOf(context), documentId: id }))
})

test('a file that grows waits; the original unsigned, a file of nobody and another document go to « inconnus »', async () => {
  const { id, chrono, original } = await sent('Un rapport qui attend')
  await back('signes', `${chrono}.pdf`, original.subarray(0, 100))
  await turn()
  await back('signes', `${chrono}.pdf`, original)
  await turn()
  expect(await readdir(join(folder, 'parapheur', 'signes'))).toEqual([`${chrono}.pdf`])
  await turn()
  expect(await stateOf(id), 'its original, without a proof, is not signed').toBe('sent')
  await back('signes', 'vacances.pdf', Buffer.from('%PDF-1.7 une photo'))
  await back('signes', 'RAP-2026-9999.pdf', Buffer.from('%PDF-1.7 un autre'))
  await turn()
  await turn()
  expect((await readdir(join(folder, 'parapheur', 'inconnus'))).toSorted()).toEqual(
    [`${chrono}.pdf`, 'RAP-2026-9999.pdf', 'vacances.pdf'].toSorted(),
  )
  expect(await tasksOf('ana')).toContain('3 fichiers inconnus dans le parapheur')
  await rm(join(folder, 'parapheur', 'inconnus'), { recursive: true })
  await turn()
  expect(await store.countStrays(database.db)).toBe(0)
})

test('stopped between the record and the folder, the next turn ends the work and files nothing twice', async () => {
  const { id, chrono, original } = await sent('Un rapport interrompu')
  await back('signes', `${chrono}.pdf`, Buffer.concat([original, Buffer.from('signé')]))
  const dying: Parapheur = { ...parapheur, remove: () => Promise.reject(new Error('killed')) }
  await turn(dying)
  await expect(turn(dying)).rejects.toThrow('killed')
  expect(await stateOf(id)).toBe('signed')
  await turn()
  expect(await readdir(join(folder, 'parapheur', 'signes'))).toEqual([])
  const document = (await store.findDocument(database.db, id))!
  expect(document.events.filter(({ kind }) => kind === 'signed')).toHaveLength(1)
  expect(document.files.filter(({ part }) => part === 'signed')).toHaveLength(1)
})

test('a refusal comes back to its author with its reason, and the document may be sent again', async () => {
  const { id, chrono } = await sent('Un rapport refusé')
  await back('refuses', `${chrono}.json`, Buffer.from(JSON.stringify({ motif: 'Il manque l’annexe' })))
  await turn()
  await turn()
  expect(await stateOf(id)).toBe('refused')
  expect(await tasksOf('ana')).toContain(`Signature refusée : ${chrono} (Il manque l’annexe)`)
  expect((await tasksOf('bob')).some((label) => label.includes(chrono))).toBe(false)
  must(await sendDocument(context, { submission: submissionOf(context), documentId: id }))
  expect(await stateOf(id)).toBe('sent')
})
