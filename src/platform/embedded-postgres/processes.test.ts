import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import { setTimeout as pause } from 'node:timers/promises'
import { expect, onTestFinished, test } from 'vitest'
import { findProcess, isAlive, worksIn } from './processes.ts'

test('this process is alive, and another that started at another time is not it', () => {
  const me = findProcess(process.pid)
  expect(me && isAlive(me)).toBe(true)
  expect(isAlive({ pid: process.pid, startTicks: '1' })).toBe(false)
})

test('a process works in its current folder, under its own account', () => {
  const uid = process.getuid?.() ?? -1
  expect(worksIn(process.pid, process.cwd(), uid)).toBe(true)
  expect(worksIn(process.pid, '/', uid)).toBe(process.cwd() === '/')
  expect(worksIn(process.pid, process.cwd(), uid + 1)).toBe(false)
})

test('a dead process that its parent has not buried is dead', async () => {
  // In a container the parent may never bury it: its number is taken, and it holds nothing.
  const parent = spawn('/bin/sh', ['-c', 'sleep 0.2 & echo $!; exec sleep 60'], { stdio: ['ignore', 'pipe', 'ignore'] })
  onTestFinished(() => void parent.kill())
  const [line] = await once(parent.stdout, 'data')
  const pid = Number(String(line))
  while (!readFileSync(`/proc/${pid}/stat`, 'utf8').includes(') Z ')) await pause(5)
  expect(findProcess(pid)).toBeUndefined()
})
