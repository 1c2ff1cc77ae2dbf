-- The server comes with the first caption and goes with the editor.
local t = require('harness')

local CAPTION = 'krstl, woman, red hair, standing, smiling, front view, full body, street\n'

---A program that notes its process before it becomes the server.
local function noting(file)
  local script = t.folder() .. '/onmodel'
  t.write(script, ('#!/bin/sh\necho $$ >> %s\nexec "%s" "$@"\n'):format(file, vim.env.ONMODEL))
  vim.loop.fs_chmod(script, 493) -- rwxr-xr-x
  return script
end

local function processes(file)
  return vim.loop.fs_stat(file) and vim.split(vim.trim(t.read(file)), '\n') or {}
end

local function alive(process)
  return vim.loop.kill(tonumber(process), 0) == 0
end

---Runs another Neovim with this plugin on a caption of its own until it has findings, then ends it.
local function session(noted, how)
  local folder = t.set({ ['01'] = CAPTION:gsub('krstl, ', ''), ['02'] = CAPTION })
  local program = noting(noted)
  local command = {
    vim.env.ONMODEL_TEST_NVIM, '--headless', '-i', 'NONE', '-u', t.here .. '/init.lua',
    folder .. '/01.txt',
    '-c', 'lua vim.wait(20000, function() return #vim.diagnostic.get(0) > 0 end, 20)',
    '-c', how,
  }
  vim.fn.system(vim.list_extend({ 'env', 'ONMODEL=' .. program }, command))
end

t.test('leaving Neovim leaves no server behind', function()
  local noted = t.folder() .. '/processes'
  session(noted, 'qall!')
  t.equal(#processes(noted), 1)
  t.wait('the server to end', function()
    return not alive(processes(noted)[1])
  end)
end)

t.test('a Neovim that is killed leaves no server behind', function()
  local noted = t.folder() .. '/processes'
  session(noted, 'lua vim.loop.kill(vim.loop.os_getpid(), 9)')
  t.equal(#processes(noted), 1)
  t.wait('the server to end', function()
    return not alive(processes(noted)[1])
  end)
end)

t.test('captions of one set share a server', function()
  local folder = t.set({ ['01'] = CAPTION, ['02'] = CAPTION })
  local first = t.client(t.open(folder .. '/01.txt'))
  local second = t.client(t.open(folder .. '/02.txt'))
  t.equal(first.id, second.id)
end)

t.test(':OnmodelRestart brings a new server to the captions that are open', function()
  local folder = t.set({ ['01'] = CAPTION:gsub('krstl, ', ''), ['02'] = CAPTION })
  local buffer = t.open(folder .. '/01.txt')
  local before = t.client(buffer).id
  vim.cmd('OnmodelRestart')
  assert(t.client(buffer).id ~= before, 'the old server still serves')
  t.wait_rule(buffer, 'trigger-missing', true)
end)
