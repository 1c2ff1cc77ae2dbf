-- Mending from the editor: fixes, renames.
local t = require('harness')

local SOUND = 'krstl, woman, red hair, standing, smiling, front view, full body, street\n'
local WITHOUT_TRIGGER = SOUND:gsub('krstl, ', '')

---Answers the editor's question by the first choice whose title has some words.
local function choose(words)
  vim.ui.select = function(items, _, answer)
    for at, item in ipairs(items) do
      local action = item[2] or item.action
      if action.title:find(words, 1, true) then
        return answer(item, at)
      end
    end
    error('no choice has "' .. words .. '": ' .. vim.inspect(items))
  end
end

t.test('a quick fix puts the trigger in place and the finding goes', function()
  local folder = t.set({ ['01'] = SOUND, ['02'] = WITHOUT_TRIGGER })
  local buffer = t.open(folder .. '/02.txt')
  t.wait_rule(buffer, 'trigger-missing', true)
  choose('insert "krstl, "')
  vim.api.nvim_win_set_cursor(0, { 1, 0 })
  vim.lsp.buf.code_action()
  t.wait('the fix', function()
    return t.text(buffer) == SOUND:gsub('\n', '')
  end)
  t.wait_rule(buffer, 'trigger-missing', false)
end)

t.test(':OnmodelFix mends all that is safe in the caption, and undo takes it back', function()
  local flawed = WITHOUT_TRIGGER:gsub('smiling', 'smiling, smiling')
  local folder = t.set({ ['01'] = SOUND, ['02'] = flawed })
  local buffer = t.open(folder .. '/02.txt')
  t.wait_rule(buffer, 'trigger-missing', true)
  vim.cmd('OnmodelFix')
  t.wait('the fix', function()
    return t.text(buffer) == SOUND:gsub('\n', '')
  end)
  vim.cmd('undo')
  t.equal(t.text(buffer), (flawed:gsub('\n', '')))
end)

t.test(':OnmodelFix! mends the captions of the set that are not open, too', function()
  local folder = t.set({ ['01'] = SOUND, ['02'] = WITHOUT_TRIGGER })
  local buffer = t.open(folder .. '/01.txt')
  t.client(buffer)
  vim.cmd('OnmodelFix!')
  t.wait('the fix', function()
    vim.cmd('silent! wall')
    return t.read(folder .. '/02.txt') == SOUND
  end)
end)

t.test('a tag renamed in one caption is renamed in every other', function()
  local other = SOUND:gsub('red hair', 'red hairband')
  local folder = t.set({ ['01'] = SOUND, ['02'] = SOUND, ['03'] = other })
  local buffer = t.open(folder .. '/01.txt')
  t.client(buffer)
  vim.api.nvim_win_set_cursor(0, { 1, (SOUND:find('red hair', 1, true)) })
  vim.lsp.buf.rename('copper hair')
  t.wait('the rename', function()
    return t.text(buffer):find('copper hair', 1, true)
  end)
  vim.cmd('wall')
  t.equal(t.read(folder .. '/02.txt'), (SOUND:gsub('red hair', 'copper hair')))
  assert(t.read(folder .. '/03.txt'):find('red hairband', 1, true))
end)
