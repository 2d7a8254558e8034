import { createDecipheriv, createHmac, createPrivateKey, createPublicKey, diffieHellman } from 'node:crypto'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { splitKey } from '#kernel/shares'
import { envelopeHashOf, makeBureauKey, openEnvelope, publicKeyOf, rebuildKey, sealBallot } from './index.ts'
import { SUITE } from './seal.ts'
import { manifestFor, seeded } from './votes.testing.ts'

const hex = (text: string) => Uint8Array.from(Buffer.from(text, 'hex'))
const POLL = 'ab'.repeat(32)

test('sealing is that of RFC 9180, appendix A.1.1', async () => {
  const secretKey = hex('4612c550263fc8ad58375df3f557aac531d26850903e55a9f23f21d8534e8ac8')
  const publicKey = hex('3948cfe0ad1ddb695d780e59077195da6c56506b027329794ab02bca80815c4d')
  expect(await publicKeyOf(secretKey)).toEqual(publicKey)
  const sender = await SUITE.createSenderContext({
    recipientPublicKey: await SUITE.kem.deserializePublicKey(publicKey),
    info: hex('4f6465206f6e2061204772656369616e2055726e'),
    ekm: hex('7268600d403fce431561aef583ee1613527cff655c1343f29812e66706df3234').buffer,
  })
  const sealed = await sender.seal(
    hex('4265617574792069732074727574682c20747275746820626561757479'),
    hex('436f756e742d30'),
  )
  expect(Buffer.from(sender.enc).toString('hex')).toBe(
    '37fda3567bdbd628e88668c3c8d7e97d1d1253b6d4ea6d44c150f741f1bf4431',
  )
  expect(Buffer.from(sealed).toString('hex')).toBe(
    'f938558b5d72f1a23810b4be2ab4f84331acc02fc97babc53a52ae8218a355a96d8770ac83d07bea87e13c512a',
  )
})

test('what is sealed is opened by the key and by no other, for its poll and for no other', async () => {
  const [key, other] = [await makeBureauKey(seeded('a')), await makeBureauKey(seeded('b'))]
  await fc.assert(
    fc.asyncProperty(fc.uint8Array({ maxLength: 200 }), fc.nat(), async (plaintext, chance) => {
      const { enc, ciphertext, envelopeHash } = await sealBallot(plaintext, key.publicKey, POLL)
      expect([enc.length, ciphertext.length]).toEqual([32, plaintext.length + 16])
      expect(envelopeHashOf({ enc, ciphertext })).toEqual(envelopeHash)
      expect(await openEnvelope({ enc, ciphertext }, key.secretKey, POLL)).toEqual(plaintext)
      expect(await openEnvelope({ enc, ciphertext }, other.secretKey, POLL)).toBeUndefined()
      expect(await openEnvelope({ enc, ciphertext }, key.secretKey, 'cd'.repeat(32))).toBeUndefined()
      const changed = Uint8Array.from(ciphertext)
      changed[chance % changed.length]! ^= 1 << (chance % 8)
      expect(await openEnvelope({ enc, ciphertext: changed }, key.secretKey, POLL)).toBeUndefined()
    }),
    { numRuns: 30 },
  )
})

test('an envelope made to be no envelope is unopenable, and stops nothing', async () => {
  const { secretKey } = await makeBureauKey(seeded('a'))
  for (const enc of [new Uint8Array(32), new Uint8Array(0), new Uint8Array(31), new Uint8Array(32).fill(255)]) {
    for (const length of [0, 15, 16, 80]) {
      expect(await openEnvelope({ enc, ciphertext: new Uint8Array(length) }, secretKey, POLL)).toBeUndefined()
    }
  }
})

// Written from the RFC and docs/specifications/sealed-ballot.md alone, with nothing of ours: what another programmer would do.
test('a program written from the specification opens what we seal', async () => {
  const { secretKey, publicKey } = await makeBureauKey(seeded('c'))
  const { enc, ciphertext } = await sealBallot(Buffer.from('{"choices":[2,4]}'), publicKey, POLL)
  const spki = (raw: Uint8Array) =>
    createPublicKey({ key: Buffer.concat([hex('302a300506032b656e032100'), raw]), format: 'der', type: 'spki' })
  const own = Buffer.concat([hex('302e020100300506032b656e04220420'), secretKey])
  const shared = diffieHellman({
    privateKey: createPrivateKey({ key: own, format: 'der', type: 'pkcs8' }),
    publicKey: spki(enc),
  })
  const hmac = (key: Uint8Array, data: Uint8Array) => createHmac('sha256', key).update(data).digest()
  const bytes = (...parts: (string | Uint8Array)[]) => Buffer.concat(parts.map((part) => Buffer.from(part as string)))
  const extract = (suite: Uint8Array, salt: Uint8Array, label: string, secret: Uint8Array) =>
    hmac(salt.length > 0 ? salt : new Uint8Array(32), bytes('HPKE-v1', suite, label, secret))
  const expand = (suite: Uint8Array, secret: Uint8Array, label: string, info: Uint8Array, length: number) =>
    hmac(
      secret,
      bytes(hex(`00${length.toString(16).padStart(2, '0')}`), 'HPKE-v1', suite, label, info, hex('01')),
    ).subarray(0, length)
  const [kem, hpke] = [bytes('KEM', hex('0020')), bytes('HPKE', hex('002000010001'))]
  const none = new Uint8Array(0)
  const secret = expand(kem, extract(kem, none, 'eae_prk', shared), 'shared_secret', bytes(enc, publicKey), 32)
  const context = bytes(
    hex('00'),
    extract(hpke, none, 'psk_id_hash', none),
    extract(hpke, none, 'info_hash', hex(POLL)),
  )
  const scheduled = extract(hpke, secret, 'secret', none)
  const decipher = createDecipheriv(
    'aes-128-gcm',
    expand(hpke, scheduled, 'key', context, 16),
    expand(hpke, scheduled, 'base_nonce', context, 12),
  )
  decipher.setAuthTag(ciphertext.subarray(-16))
  expect(bytes(decipher.update(ciphertext.subarray(0, -16)), decipher.final()).toString()).toBe('{"choices":[2,4]}')
})

test("the bureau's key is rebuilt from enough of the announced shares, and from nothing else", async () => {
  const { manifest, bureauKey, shares } = await manifestFor('bureau', new Uint8Array(32))
  const { bureau } = manifest
  expect(await rebuildKey([shares[2]!, shares[0]!], bureau)).toEqual({ ok: true, value: bureauKey.secretKey })
  expect(await rebuildKey([shares[0]!], bureau)).toEqual({ ok: false, refusal: 'too-few' })
  expect(await rebuildKey([shares[0]!, shares[0]!], bureau)).toEqual({ ok: false, refusal: 'same-share-twice' })
  // One share below the threshold says nothing: whatever is taken as enough gives another key.
  expect(await rebuildKey([shares[0]!], { ...bureau, threshold: 1 })).toEqual({ ok: false, refusal: 'of-another-key' })
  const strangers = await splitKey(seeded('stranger')(32), { shares: 3, threshold: 2 })
  expect(await rebuildKey([shares[0]!, strangers[1]!], bureau)).toEqual({ ok: false, refusal: 'of-another-key' })
})
