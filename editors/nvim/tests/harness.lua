-- A small harness: claims in the order of the file, each with a training set of its own.
local M = { failed = 0 }

local tests = vim.fn.fnamemodify(debug.getinfo(1, 'S').source:sub(2), ':p:h')
M.here = tests
local samples = vim.fn.fnamemodify(tests, ':h:h:h') .. '/tests/datasets/kestrel/'

local function write(file, text)
  local handle = assert(io.open(file, 'wb'))
  handle:write(text)
  handle:close()
end
M.write = write

function M.read(file)
  local handle = assert(io.open(file, 'rb'))
  local text = handle:read('*a')
  handle:close()
  return text
end

---Makes a folder of its own.
---@return string
function M.folder()
  local folder = vim.fn.tempname()
  vim.fn.mkdir(folder, 'p')
  return vim.loop.fs_realpath(folder)
end

---Makes a set: `{ ['01'] = 'krstl, woman', … }`, each caption with a picture of the sample.
---@param captions table<string, string>
---@return string its folder
function M.set(captions)
  local folder = M.folder()
  local pictures = vim.fn.globpath(samples, '*.png', false, true)
  local stems = vim.tbl_keys(captions)
  table.sort(stems)
  for at, stem in ipairs(stems) do
    write(folder .. '/' .. stem .. '.txt', captions[stem])
    assert(vim.loop.fs_copyfile(pictures[at], folder .. '/' .. stem .. '.png'))
  end
  write(folder .. '/onmodel.toml', '[dataset]\nname = "kestrel"\ntrigger = "krstl"\n')
  return folder
end

---Opens a file and makes its buffer the one at hand.
---@return integer
function M.open(file)
  vim.cmd('edit ' .. vim.fn.fnameescape(file))
  return vim.api.nvim_get_current_buf()
end

---Waits until a condition holds; fails the test with what was awaited otherwise.
---@param what string
---@param condition fun(): any
---@return any what the condition gave
function M.wait(what, condition)
  local value
  vim.wait(20000, function()
    value = condition()
    return value
  end, 20)
  return value or error('waited in vain for ' .. what, 2)
end

---The client of a buffer, once its server has answered.
function M.client(buffer)
  return M.wait('the server', function()
    local client = require('onmodel.client').of(buffer)
    return client and client.initialized and client
  end)
end

---The rule of a finding; old Neovims keep what the server sent elsewhere.
function M.code(diagnostic)
  return diagnostic.code or diagnostic.user_data.lsp.code
end

---The rules found against a buffer, sorted.
---@return string[]
function M.rules(buffer)
  local rules = vim.tbl_map(M.code, vim.diagnostic.get(buffer))
  table.sort(rules)
  return rules
end

---Waits until a rule is found against a buffer, or no longer is.
function M.wait_rule(buffer, rule, present)
  M.wait((present and '' or 'no ') .. rule, function()
    return vim.tbl_contains(M.rules(buffer), rule) == present
  end)
end

function M.text(buffer)
  return table.concat(vim.api.nvim_buf_get_lines(buffer, 0, -1, false), '\n')
end

function M.equal(found, expected)
  if not vim.deep_equal(found, expected) then
    error(('found %s, expected %s'):format(vim.inspect(found), vim.inspect(expected)), 2)
  end
end

local function clear()
  Said = {}
  for _, client in ipairs(require('onmodel.client').all()) do
    require('onmodel.client').call(client, 'stop', true)
  end
  vim.wait(2000, function()
    return #require('onmodel.client').all() == 0
  end, 20)
  vim.cmd('silent! %bwipeout!')
end

---@param claim string what holds
---@param body fun()
function M.test(claim, body)
  local fine, trouble = xpcall(body, debug.traceback)
  if fine then
    io.write('\nok - ', claim, '\n')
  else
    M.failed = M.failed + 1
    io.write('\nnot ok - ', claim, '\n', trouble, '\n')
    io.write('said: ', vim.inspect(Said), '\n')
  end
  clear()
end

---Runs a file of claims once Neovim has started as it does for a person, and ends it, with failure
---as its word to the caller.
---@param file string
function M.run(file)
  vim.schedule(function()
    local fine, trouble = xpcall(dofile, debug.traceback, file)
    if not fine then
      M.failed = M.failed + 1
      io.write('\nnot ok - ', file, ' runs to its end\n', trouble, '\n')
    end
    vim.cmd(M.failed == 0 and 'qall!' or 'cquit 1')
  end)
end

return M
