-- The picture of a caption, in the system's viewer.
local M = {}

local IMAGES = {}
for ending in ('png jpg jpeg jfif webp gif bmp tif tiff avif heic heif jxl'):gmatch('%S+') do
  IMAGES[ending] = true
end

---The image that shares a caption's name up to the ending; the first by name, where several do.
---@param caption string full path
---@return string|nil
function M.of(caption)
  local folder, stem = vim.fn.fnamemodify(caption, ':h'), vim.fn.fnamemodify(caption, ':t:r')
  local names = vim.fn.readdir(folder, function(name)
    local ending = vim.fn.fnamemodify(name, ':e'):lower()
    return IMAGES[ending] and vim.fn.fnamemodify(name, ':r') == stem and 1 or 0
  end)
  return names[1] and folder .. '/' .. names[1]
end

local function viewer(file)
  if vim.fn.has('mac') == 1 then
    return { 'open', file }
  end
  if vim.fn.has('win32') == 1 then
    return { 'explorer', file }
  end
  return { 'xdg-open', file }
end

---@param caption string full path
---@param say fun(text: string, level: integer)
function M.open(caption, say)
  local image = M.of(caption)
  if not image then
    return say('no image shares the name of this file', vim.log.levels.WARN)
  end
  local command = viewer(image)
  if vim.fn.executable(command[1]) == 0 then
    local text = '"%s" is missing, which opens images: %s'
    return say(text:format(command[1], image), vim.log.levels.WARN)
  end
  vim.fn.jobstart(command, { detach = true })
end

return M
