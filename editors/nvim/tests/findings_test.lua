-- What an open caption shows.
local t = require('harness')

local SOUND = 'krstl, woman, red hair, standing, smiling, front view, full body, street\n'
local WITHOUT_TRIGGER = SOUND:gsub('krstl, ', '')

t.test('a finding stands where its words are', function()
  local folder = t.set({ ['01'] = SOUND, ['02'] = SOUND:gsub('smiling', 'smiling, smiling') })
  local buffer = t.open(folder .. '/02.txt')
  t.wait_rule(buffer, 'caption-duplicate-tag', true)
  local found = vim.tbl_filter(function(diagnostic)
    return t.code(diagnostic) == 'caption-duplicate-tag'
  end, vim.diagnostic.get(buffer))
  local line = t.text(buffer)
  t.equal(line:sub(found[1].col + 1, found[1].end_col), 'smiling')
  assert(found[1].col > line:find('smiling', 1, true), 'the first of two is marked')
end)

t.test('a finding goes while the text is mended, before it is saved', function()
  local folder = t.set({ ['01'] = SOUND, ['02'] = WITHOUT_TRIGGER })
  local buffer = t.open(folder .. '/02.txt')
  t.wait_rule(buffer, 'trigger-missing', true)
  vim.api.nvim_buf_set_text(buffer, 0, 0, 0, 0, { 'krstl, ' })
  t.wait_rule(buffer, 'trigger-missing', false)
  t.equal(t.read(folder .. '/02.txt'), WITHOUT_TRIGGER)
end)

t.test('unsaved words win over the disk', function()
  local folder = t.set({ ['01'] = SOUND, ['02'] = SOUND })
  local buffer = t.open(folder .. '/02.txt')
  t.client(buffer)
  vim.api.nvim_buf_set_text(buffer, 0, 0, 0, #'krstl, ', { '' })
  t.wait_rule(buffer, 'trigger-missing', true)
  t.write(folder .. '/02.txt', SOUND:gsub('street', 'forest'))
  vim.wait(1500)
  assert(vim.tbl_contains(t.rules(buffer), 'trigger-missing'), 'the disk won')
end)

t.test('after a save on the other side a caption that was closed is judged by the disk', function()
  local folder = t.set({ ['01'] = SOUND, ['02'] = WITHOUT_TRIGGER })
  local buffer = t.open(folder .. '/02.txt')
  t.wait_rule(buffer, 'trigger-missing', true)
  vim.cmd('bwipeout!')
  t.write(folder .. '/02.txt', SOUND)
  buffer = t.open(folder .. '/02.txt')
  t.client(buffer)
  vim.wait(1000)
  t.equal(vim.tbl_contains(t.rules(buffer), 'trigger-missing'), false)
end)

t.test(':OnmodelCheck lists the findings of captions that are not open', function()
  local folder = t.set({ ['01'] = SOUND, ['02'] = WITHOUT_TRIGGER })
  local buffer = t.open(folder .. '/01.txt')
  t.client(buffer)
  vim.cmd('OnmodelCheck')
  t.wait('the list', function()
    return vim.tbl_filter(function(item)
      return vim.fn.bufname(item.bufnr):match('02%.txt$') and item.text:find('krstl', 1, true)
    end, vim.fn.getqflist())[1]
  end)
end)

t.test('letters of several bytes do not shift a finding', function()
  local folder = t.set({ ['01'] = SOUND, ['02'] = SOUND:gsub('woman', 'kürbis🎃, hat, hat') })
  local buffer = t.open(folder .. '/02.txt')
  t.wait_rule(buffer, 'caption-duplicate-tag', true)
  local found = vim.tbl_filter(function(diagnostic)
    return t.code(diagnostic) == 'caption-duplicate-tag'
  end, vim.diagnostic.get(buffer))[1]
  t.equal(t.text(buffer):sub(found.col + 1, found.end_col), 'hat')
end)

t.finish()
