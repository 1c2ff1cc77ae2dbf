-- What holds before any server runs.
local t = require('harness')
local root = require('onmodel.root')
local image = require('onmodel.image')

local function tree(files)
  local folder = t.folder()
  for _, file in ipairs(files) do
    vim.fn.mkdir(vim.fn.fnamemodify(folder .. '/' .. file, ':h'), 'p')
    t.write(folder .. '/' .. file, '')
  end
  return folder
end

t.test('sets that share a configuration share a server', function()
  local folder = tree({ 'onmodel.toml', 'a/onmodel.toml', 'a/1.txt', 'b/1.txt', '.git/HEAD' })
  t.equal(root.of(folder .. '/a/1.txt'), folder)
  t.equal(root.of(folder .. '/b/1.txt'), folder)
end)

t.test('a configuration above the repository does not count', function()
  local folder = tree({ 'onmodel.toml', 'repo/.git/HEAD', 'repo/a/onmodel.toml', 'repo/a/1.txt' })
  t.equal(root.of(folder .. '/repo/a/1.txt'), folder .. '/repo/a')
end)

t.test('a file without a configuration above it has no root', function()
  t.equal(root.of(tree({ '.git/HEAD', '1.txt' }) .. '/1.txt'), nil)
end)

t.test('a picture is found by its name, whatever the case of its ending', function()
  local folder = tree({ '1.txt', '1.PNG', '2.png' })
  t.equal(image.of(folder .. '/1.txt'), folder .. '/1.PNG')
  t.equal(image.of(folder .. '/3.txt'), nil)
end)

t.test('an unknown option is refused by name', function()
  local fine, message = pcall(require('onmodel').setup, { comand = {} })
  t.equal(fine, false)
  assert(message:find('has no option "comand"', 1, true), message)
end)

t.test('a caption without a set gets no server and no message', function()
  t.open(tree({ '.git/HEAD', '1.txt' }) .. '/1.txt')
  vim.wait(300)
  t.equal(require('onmodel.client').all(), {})
  t.equal(Said, {})
end)

t.test('a missing program is told once, with the way out', function()
  local setup = require('onmodel').setup
  local before = require('onmodel.config').options
  setup({ cmd = { '/nowhere/onmodel', 'lsp' } })
  local folder = tree({ 'onmodel.toml', '1.txt', '2.txt' })
  t.open(folder .. '/1.txt')
  t.open(folder .. '/2.txt')
  setup({ cmd = before.cmd })
  t.equal(#Said, 1)
  assert(Said[1]:find('"/nowhere/onmodel" is not a program', 1, true), Said[1])
  assert(Said[1]:find(':help onmodel-begin', 1, true), Said[1])
end)

t.test('checkhealth names what is missing', function()
  t.open(tree({ '.git/HEAD', '1.txt' }) .. '/1.txt')
  vim.cmd('checkhealth onmodel')
  local page = t.text(0)
  assert(page:find('onmodel: the program', 1, true), page)
  assert(page:find('no onmodel.toml above', 1, true), page)
  assert(page:find('onmodel init', 1, true), page)
end)

t.test('every command has a place in the help', function()
  local help = t.read(vim.api.nvim_get_runtime_file('doc/onmodel.txt', false)[1])
  local ours = vim.tbl_filter(function(name)
    return vim.startswith(name, 'Onmodel')
  end, vim.tbl_keys(vim.api.nvim_get_commands({})))
  t.equal(#ours, 5)
  for _, name in ipairs(ours) do
    assert(help:find('*:' .. name .. '*', 1, true), name)
  end
end)

t.test('a command away from a set says why nothing happens', function()
  vim.cmd('enew')
  vim.cmd('OnmodelCheck')
  assert(Said[1]:find('belongs to no set', 1, true), vim.inspect(Said))
end)

t.test('the status line names the score of the innermost set, rounded down', function()
  local set = require('onmodel.status').set
  set({ datasets = { { uri = 'file:///s', score = 90 }, { uri = 'file:///s/armor', score = 79.9 } } })
  t.equal(require('onmodel.status').text('/s/armor/1.txt'), 'onmodel 79')
  t.equal(require('onmodel.status').text('/s/1.txt'), 'onmodel 90')
  t.equal(require('onmodel.status').text('/s-notes.txt'), '')
  set({ datasets = {} })
end)
